package io.techinsights.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.benchmarks.process.Instance;
import io.techinsights.schemas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the result of an entity again and again until it is by the fact that is waited for, or a later one. Every ten
 * milliseconds it asks for those that it has not asked for longest, eight at the most: asking must not become the load.
 */
final class HttpProbes implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Probe> next = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder asked = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final URI runs;
    private final String question;
    private final Future<?> asking;
    private volatile @Nullable String problem;

    /**
     * @param checkId whose results are asked for
     */
    HttpProbes(Instance instance, String checkId) {
        runs = URI.create(instance.address() + Instance.API + "/checks/run/default/component/");
        var body = Json.object();
        body.putArray("checks").add(checkId);
        question = Json.write(body);
        asking = clock.scheduleWithFixedDelay(this::ask, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        for (int i = 0; i < AT_ONCE; i++) {
            Probe probe = next.poll();
            if (probe == null) {
                return;
            }
            probe.ask();
        }
    }

    /**
     * Begins to ask.
     *
     * @param name of the component
     * @param count of the fact that is waited for
     * @param times takes how long that took from when it was due
     */
    void watch(String name, long count, long dueNanos, Times times) {
        waiting.incrementAndGet();
        next.add(new Probe(
                HttpRequest.newBuilder(runs.resolve(name))
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question))
                        .build(),
                count,
                dueNanos,
                times));
    }

    /** Those that wait. */
    int waiting() {
        return waiting.get();
    }

    private final class Probe {
        private final HttpRequest request;
        private final long count;
        private final long dueNanos;
        private final Times times;

        Probe(HttpRequest request, long count, long dueNanos, Times times) {
            this.request = request;
            this.count = count;
            this.dueNanos = dueNanos;
            this.times = times;
        }

        void ask() {
            asked.increment();
            var unused = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .handle((answer, error) -> {
                        answered(answer, error);
                        return answer;
                    });
        }

        private void answered(@Nullable HttpResponse<String> answer, @Nullable Throwable error) {
            long nanos = System.nanoTime();
            if (answer != null && answer.statusCode() == OK && shows(answer.body(), count)) {
                times.record(dueNanos, nanos);
                waiting.decrementAndGet();
                return;
            }
            if (answer == null || answer.statusCode() != OK) {
                unanswered.increment();
                problem = answer == null ? String.valueOf(error) : "status " + answer.statusCode();
            }
            next.add(this);
        }
    }

    /** Whether an answer is by the fact of this number, or a later one. */
    static boolean shows(String answer, long count) {
        for (JsonNode result : Json.parse(answer)) {
            if (result.path("facts").path(CountedFacts.COUNT).path("value").asLong(-1) >= count) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        asking.cancel(true);
        clock.shutdownNow();
    }

    @Override
    public String toString() {
        return "asked " + asked + " times, of which " + unanswered + " had no answer"
                + (problem == null ? "" : ", the last: " + problem);
    }
}
