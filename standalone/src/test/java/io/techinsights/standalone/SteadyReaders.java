package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * Readers at a steady rate, as behind a balancer: it asks who is ready (all of them where nobody says so), and another where
 * a connection is not taken.
 */
final class SteadyReaders implements AutoCloseable {
    private static final int THREADS = 16;

    final AtomicInteger answered = new AtomicInteger();
    final AtomicInteger fromStandbys = new AtomicInteger();
    final AtomicLong oldestMillis = new AtomicLong();
    final AtomicInteger late = new AtomicInteger();
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final List<Instance> instances;
    private final int entities;
    private final IntPredicate passes;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Instance, String> probed = new ConcurrentHashMap<>();

    /** What instances said of themselves, and when they began to. */
    final Queue<String> changes = new ConcurrentLinkedQueue<>();

    private volatile List<Instance> ready;

    /**
     * @param passes whether an entity passes titleCheck
     */
    SteadyReaders(List<Instance> instances, int entities, IntPredicate passes) {
        this.instances = instances;
        this.ready = instances;
        this.entities = entities;
        this.passes = passes;
    }

    void start(int perSecond) {
        threads.scheduleWithFixedDelay(this::probe, 0, 200, TimeUnit.MILLISECONDS);
        for (int i = 0; i < THREADS; i++) {
            threads.scheduleAtFixedRate(
                    this::read, 1_000_000L * i / perSecond, 1_000_000L * THREADS / perSecond, TimeUnit.MICROSECONDS);
        }
    }

    private void probe() {
        List<Instance> found = new ArrayList<>();
        for (Instance instance : instances) {
            String said = instance.readiness();
            if (said.equals("ready")) {
                found.add(instance);
            }
            if (!said.equals(probed.put(instance, said))) {
                changes.add(Instant.now() + " " + instance.hostAndPort() + " " + said);
            }
        }
        ready = found;
    }

    private void read() {
        int number = next.getAndIncrement();
        int entity = new Random(number).nextInt(entities);
        try {
            if (number % 2 == 0) {
                check(
                        entity,
                        ask(number, "POST", "/checks/run/default/component/c" + entity, "{\"checks\":[\"titleCheck\"]}")
                                .path(0)
                                .path("result"));
            } else {
                check(
                        entity,
                        ask(
                                        number,
                                        "GET",
                                        "/facts/latest?ids=entityMetadataFactRetriever&entity=component:default/c"
                                                + entity,
                                        "")
                                .path("entityMetadataFactRetriever")
                                .path("facts")
                                .path("hasTitle"));
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(Instant.now() + " " + entity + ": " + e);
        }
    }

    private void check(int entity, JsonNode passed) {
        answered.incrementAndGet();
        if (!passed.isBoolean() || passed.booleanValue() != passes.test(entity)) {
            wrong.add(Instant.now() + " " + entity + " has " + (passed.isMissingNode() ? "none" : passed));
        }
    }

    private JsonNode ask(int number, String method, String path, String body) throws IOException {
        IOException failure = new IOException("nobody was asked");
        List<Instance> balanced = ready.isEmpty() ? instances : ready;
        for (int i = 0; i < balanced.size(); i++) {
            try {
                return answer(balanced.get((number + i) % balanced.size()).send(method, TestHouse.API + path, body));
            } catch (IOException e) {
                failure = e;
                late.incrementAndGet();
            }
        }
        throw failure;
    }

    private JsonNode answer(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " " + answer.statusCode() + " " + answer.body());
        }
        answer.headers().firstValueAsLong("x-tech-insights-staleness").ifPresent(age -> {
            fromStandbys.incrementAndGet();
            oldestMillis.accumulateAndGet(age, Math::max);
        });
        return Json.parse(answer.body());
    }

    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(30, TimeUnit.SECONDS);
    }
}
