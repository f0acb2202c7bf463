package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is killed under pushes, and comes back after {@code -Doutage.seconds}. */
class BrokerOutageTest {
    private static final int SECONDS = Integer.getInteger("outage.seconds", 20);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ENTITIES = 20;
    private static final int THREADS = 24;
    private static final String CONFIG = """
            techInsights:
              kafka: { bootstrapServers: 'BROKER', schemaRegistry: 'REGISTRY' }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** The rows that were acknowledged, by entity. */
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pushes = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean pushing = true;

    @SuppressWarnings("NullAway.Init")
    private BrokerProcess broker;

    @SuppressWarnings("NullAway.Init")
    private Instance instance;

    @AfterEach
    void end() throws InterruptedException {
        pushing = false;
        instance.close();
        broker.close();
    }

    private void layOut() throws IOException {
        broker = BrokerProcess.start(
                folder.resolve("broker"), BrokerProcess.freePort(20_000), BrokerProcess.freePort(26_000));
        Files.writeString(
                folder.resolve("config.yaml"),
                CONFIG.replace("BROKER", broker.kafka())
                        .replace("REGISTRY", broker.registry().toString()));
        Files.writeString(
                folder.resolve("catalog.yaml"), "apiVersion: a/v1\nkind: Component\nmetadata: { name: c0 }\n");
        assertThat(TechInsights.commandLine()
                        .execute("topics", "provision", "--config=" + folder.resolve("config.yaml")))
                .isZero();
        instance = new Instance(folder, 1);
        instance.start();
        await().atMost(LONG).until(instance::isReady);
        instance.ask(
                "PUT",
                "/fact-schemas/coverage",
                "{\"version\":\"1.0.0\",\"schema\":{\"lines\":{\"type\":\"integer\",\"description\":\"Lines\"}}}");
    }

    private void push() {
        while (pushing) {
            int number = pushes.getAndIncrement();
            String entity = "component:default/c" + number % ENTITIES;
            String time = FIRST.plusSeconds(number).toString();
            try {
                HttpResponse<String> answer =
                        instance.send("POST", TestHouse.API + "/facts/coverage", """
                        {"facts":[{"entity":"%s","timestamp":"%s","facts":{"lines":%d}}]}""".formatted(entity, time, number));
                count(answer, entity, number);
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (IOException e) {
                wrong.add(number + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void count(HttpResponse<String> answer, String entity, int number) {
        if (answer.statusCode() == 202) {
            acknowledged
                    .computeIfAbsent(entity, key -> ConcurrentHashMap.newKeySet())
                    .add(Integer.toString(number));
            taken.incrementAndGet();
        } else if (answer.statusCode() == 503
                && answer.headers().firstValue("retry-after").isPresent()) {
            refused.incrementAndGet();
        } else {
            wrong.add(number + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private Set<String> stored(String entity) throws IOException {
        Set<String> stored = new HashSet<>();
        String cursor = "";
        do {
            HttpResponse<String> page = instance.send(
                    "GET",
                    TestHouse.API
                            + "/facts/range?ids=coverage&limit=5000&startDatetime=2020-01-01&endDatetime=2100-01-01&entity="
                            + entity + cursor,
                    "");
            for (JsonNode row : Json.parse(page.body()).path("coverage")) {
                assertThat(stored.add(row.path("facts").path("lines").asText()))
                        .as("%s twice", row)
                        .isTrue();
            }
            cursor = page.headers()
                    .firstValue("x-next-cursor")
                    .map(next -> "&cursor=" + next)
                    .orElse("");
        } while (!cursor.isEmpty());
        return stored;
    }

    @Test
    void shouldKeepAllThatWasAcknowledgedAndRefuseTheRest() throws Exception {
        // Given
        layOut();
        List<Thread> pushers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            var pusher = new Thread(this::push);
            pushers.add(pusher);
            pusher.start();
        }
        await().atMost(LONG).until(() -> taken.get() > 500);

        // When
        broker.close();
        int takenBefore = taken.get();
        TimeUnit.SECONDS.sleep(SECONDS);
        int takenMeanwhile = taken.get() - takenBefore;
        broker = BrokerProcess.start(
                folder.resolve("broker"), broker.kafkaPort(), broker.registry().getPort());
        int takenUntilBack = taken.get();
        await().atMost(LONG).until(() -> taken.get() > takenUntilBack + 500);
        pushing = false;
        for (Thread pusher : pushers) {
            pusher.join();
        }

        // Then
        System.out.printf(
                "outage of %d s: %d pushes, %d acknowledged (%d of them after the kill), %d refused with 503, at most %d MiB%n",
                SECONDS,
                pushes.get(),
                taken.get(),
                takenMeanwhile,
                refused.get(),
                instance.peakMemoryMib().orElse(-1));
        assertThat(wrong).isEmpty();
        assertThat(refused.get()).isPositive();
        assertThat(takenMeanwhile).isLessThanOrEqualTo(THREADS);
        for (var rows : acknowledged.entrySet()) {
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(stored(rows.getKey())).containsAll(rows.getValue()));
        }
        assertThat(Files.readString(folder.resolve("instance-1.log"))).doesNotContain("OutOfMemory");
    }
}
