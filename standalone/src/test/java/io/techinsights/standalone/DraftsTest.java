package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.kafka.OnKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trying checks before they count, on a real broker, over ten thousand entities. */
@OnKafka
class DraftsTest {
    private static final int ENTITIES = 10_000;
    private static final String CONFIG = """
            techInsights:
              factTopics: [builds]
              catalog: { cadence: { seconds: 1 } }
              factChecker:
                checks:
                  coverageCheck:
                    type: json-rules-engine
                    name: Coverage
                    description: Enough of it is tested
                    factIds: [coverage]
                    rule: { conditions: { all: [{ fact: lines, operator: greaterThanInclusive, value: 0.5 }] } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void start() throws IOException {
        Path config = Files.writeString(folder.resolve("app-config.yaml"), CONFIG);
        Path catalog = Files.writeString(folder.resolve("catalog.yaml"), """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: { name: c80 }
                spec: { lifecycle: production }
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: { name: c81 }
                """);
        house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
        house.send("PUT", "/fact-schemas/coverage", "application/json", """
                {"version": "1.0.0", "schema": {"lines": {"type": "float", "description": "Line coverage"}}}
                """);
        house.send("PUT", "/fact-schemas/builds", "application/json", """
                {"version": "1.0.0", "topic": "builds", "schema": {"green": {"type": "boolean", "description": "-"}}}
                """);
        push("2026-11-01T08:00:00Z", 0);
        push("2026-11-02T08:00:00Z", 10);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> counts("coverageCheck").equals("{PASSED=6000, FAILED=4000}"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    /** Entity number n is covered by n percent, over and over, and a bit more. */
    private static void push(String at, int more) {
        String rows = IntStream.range(0, ENTITIES)
                .mapToObj(i -> "{\"entity\":\"component:default/c%d\",\"timestamp\":\"%s\",\"facts\":{\"lines\":%s}}"
                        .formatted(i, at, Math.min(100, i % 100 + more) / 100.0))
                .collect(Collectors.joining(",", "{\"facts\":[", "]}"));
        Answer pushed = house.send("POST", "/facts/coverage", "application/json", rows);
        assertThat(pushed.json().path("accepted").asInt()).isEqualTo(ENTITIES);
    }

    private static String counts(String check) {
        var counts = new java.util.TreeMap<String, Integer>(java.util.Comparator.reverseOrder());
        house.post("/checks/run?include=all", "{\"entities\":[],\"checks\":[\"" + check + "\"]}")
                .forEach(entry -> counts.merge(
                        entry.path("results").path(0).path("status").asText(), 1, Integer::sum));
        return counts.toString();
    }

    /** A check that wants at least so much. */
    private static String draft(String id, double least) {
        return """
                {"id":"%s","type":"json-rules-engine","name":"D","description":"D","factIds":["coverage"],
                 "rule":{"conditions":{"all":[{"fact":"lines","operator":"greaterThanInclusive","value":%s}]}}}
                """.formatted(id, least);
    }

    @Test
    void shouldPreviewEveryEntityAndPublishNothing() {
        // Given
        int before = house.records("tech-insights.check-results").size();
        String body = "{\"check\":" + draft("coverageCheck", 0.8) + ",\"sample\":4}";
        long cold = System.nanoTime();
        house.post("/checks/preview", body);
        long warm = System.nanoTime();

        // When
        JsonNode preview = house.post("/checks/preview", body);

        // Then
        long end = System.nanoTime();
        System.out.printf(
                "preview of %d entities beside the live check: first %d ms, then %d ms%n",
                ENTITIES, (warm - cold) / 1_000_000, (end - warm) / 1_000_000);
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.path("entities").asInt()).isEqualTo(ENTITIES);
        assertThat(preview.path("counts"))
                .isEqualTo(Json.parse("{\"PASSED\":3000,\"FAILED\":7000,\"NOT_REPORTED\":0,\"STALE\":0,"
                        + "\"NOT_APPLICABLE\":0,\"ERROR\":0}"));
        assertThat(preview.path("sample"))
                .hasSize(4)
                .extracting(line -> line.path("status").asText())
                .containsExactly("FAILED", "PASSED", "FAILED", "PASSED");
        assertThat(preview.path("difference").path("changes"))
                .containsExactly(Json.parse("{\"from\":\"PASSED\",\"to\":\"FAILED\",\"count\":3000}"));
        assertThat(preview.path("difference").path("sample")).hasSize(4);
        assertThat(house.records("tech-insights.check-results")).hasSize(before);
        assertThat(counts("coverageCheck")).isEqualTo("{PASSED=6000, FAILED=4000}");
    }

    @Test
    void shouldPreviewTheEntitiesThatAreNamed() {
        // When
        JsonNode preview = house.post(
                "/checks/preview",
                "{\"check\":" + draft("another", 0.8)
                        + ",\"entities\":[\"component:default/c1\",\"component:default/C95\",\"component:default/nobody\"]}");

        // Then
        assertThat(preview.path("entities").asInt()).isEqualTo(3);
        assertThat(preview.path("difference").isNull()).isTrue();
        assertThat(preview.path("sample"))
                .extracting(line ->
                        line.path("entity").asText() + " " + line.path("status").asText())
                .containsExactlyInAnyOrder(
                        "component:default/c1 FAILED",
                        "component:default/c95 PASSED",
                        "component:default/nobody NOT_REPORTED");
    }

    @Test
    void shouldAnswerForFactsThatAreMadeUp() {
        // When
        JsonNode answer = house.post(
                "/checks/evaluate",
                "{\"facts\":{\"coverage\":{\"lines\":0.6}},\"checks\":[\"coverageCheck\"],\"check\":" + draft("x", 0.8)
                        + "}");
        Answer unknown =
                house.send("POST", "/checks/evaluate", "application/json", "{\"facts\":{},\"checks\":[\"nope\"]}");
        Answer misfit = house.send(
                "POST", "/checks/evaluate", "application/json", "{\"facts\":{\"coverage\":{\"lines\":\"most\"}}}");

        // Then
        assertThat(answer)
                .extracting(line -> line.path("check").path("id").asText() + " "
                        + line.path("status").asText())
                .containsExactly("coverageCheck PASSED", "x FAILED");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("Tech insight check with id 'nope' is not registered.");
        assertThat(misfit.status()).isEqualTo(400);
        assertThat(misfit.json()
                        .path("error")
                        .path("problems")
                        .path(0)
                        .path("path")
                        .asText())
                .isEqualTo("facts.coverage");
    }

    @Test
    void shouldReplayWhatWasRecorded() {
        // When
        long start = System.nanoTime();
        Answer answer = house.send(
                "POST",
                "/checks/backtest",
                "application/json",
                "{\"check\":" + draft("coverageCheck", 0.8) + ",\"from\":\"2026-11-01\",\"to\":\"2026-11-04\"}");

        // Then
        List<String> lines = answer.body().lines().toList();
        JsonNode result = Json.parse(lines.get(lines.size() - 1)).path("result");
        System.out.printf(
                "back-test of %d rows: %d ms%n", result.path("rows").asLong(), (System.nanoTime() - start) / 1_000_000);
        assertThat(lines.get(0)).startsWith("{\"progress\":");
        assertThat(result.path("complete").asBoolean()).isTrue();
        assertThat(result.path("rows").asInt()).isEqualTo(2 * ENTITIES);
        assertThat(result.path("entities").asInt()).isEqualTo(ENTITIES);
        assertThat(result.path("days"))
                .extracting(day -> day.path("day").asText() + " "
                        + day.path("counts").path("PASSED") + " "
                        + day.path("counts").path("FAILED") + " " + day.path("flips"))
                .containsExactly("2026-11-01 2000 8000 0", "2026-11-02 3000 7000 1000", "2026-11-03 3000 7000 0");
        assertThat(result.path("flippingEntities").asInt()).isEqualTo(1000);
        assertThat(result.path("flipping")).hasSize(100);
    }

    @Test
    void shouldReplaySeveralTopicsInTheOrderOfTime() {
        // Given
        house.post("/facts/builds", """
                {"facts": [
                  {"entity": "component:default/c80", "timestamp": "2026-11-01T12:00:00Z", "facts": {"green": true}},
                  {"entity": "component:default/c80", "timestamp": "2026-11-01T20:00:00Z", "facts": {"green": false}},
                  {"entity": "component:default/c80", "timestamp": "2026-11-02T12:00:00Z", "facts": {"green": true}},
                  {"entity": "component:default/c81", "timestamp": "2026-11-02T12:00:00Z", "facts": {"green": true}}]}
                """);
        String check = draft("both", 0.8)
                .replace("[\"coverage\"]", "[\"coverage\",\"builds\"],\"filter\":{\"spec.lifecycle\":\"production\"}")
                .replace("[{", "[{\"fact\":\"green\",\"operator\":\"equal\",\"value\":true},{");

        // When
        Answer answer = house.send(
                "POST",
                "/checks/backtest",
                "application/json",
                "{\"check\":" + check + ",\"from\":\"2026-11-01\",\"to\":\"2026-11-03\",\"entities\":"
                        + "[\"component:default/c80\",\"component:default/c81\",\"component:default/c82\"]}");

        // Then
        JsonNode result = Json.parse(
                        answer.body().lines().reduce((first, second) -> second).orElseThrow())
                .path("result");
        assertThat(result.path("days"))
                .extracting(day -> day.path("counts").path("PASSED") + " "
                        + day.path("counts").path("FAILED") + " "
                        + day.path("counts").path("NOT_APPLICABLE") + " "
                        + day.path("counts").path("NOT_REPORTED") + " " + day.path("flips"))
                .containsExactly("0 1 1 1 2", "1 0 1 1 1");
        assertThat(result.path("flipping"))
                .containsExactly(Json.parse("{\"entity\":\"component:default/c80\",\"flips\":3,\"last\":\"PASSED\"}"));
    }

    @Test
    void shouldGiveUpABackTestThatNobodyWaitsFor() throws IOException {
        // Given
        String body = "{\"check\":" + draft("d", 0.8) + ",\"from\":\"2026-11-01\"}";
        List<String> seen = new ArrayList<>();

        // When
        for (int i = 0; i < 3; i++) {
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(),
                    house.standalone().address().getPort())) {
                socket.getOutputStream()
                        .write(("POST " + TestHouse.API + "/checks/backtest HTTP/1.1\r\nhost: x\r\n"
                                        + "content-type: application/json\r\ncontent-length: " + body.length()
                                        + "\r\n\r\n" + body)
                                .getBytes(UTF_8));
                seen.add(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("lines-")));
        }

        // Then
        assertThat(seen).containsOnly("HTTP/1.1 200 OK");
    }

    @Test
    void shouldSayWhatIsWrongWithADraft() {
        // When
        Answer invalid = house.send("POST", "/checks/preview", "application/json", """
                {"check": {"type": "json-rules-engine", "name": "D", "description": "D", "factIds": "coverage",
                           "rule": {"conditions": {"all": [{"fact": "lines", "operator": "biggerThan", "value": 1}]}}}}
                """);
        Answer none = house.send("POST", "/checks/backtest", "application/json", "{\"from\":\"2026-11-01\"}");
        Answer noTime = house.send(
                "POST",
                "/checks/backtest",
                "application/json",
                "{\"from\":\"yesterday\",\"check\":" + draft("d", 1) + "}");

        // Then
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(invalid.json().path("error").path("problems"))
                .extracting(problem -> problem.path("path").asText())
                .containsExactlyInAnyOrder("factIds", "rule.conditions.all[0].operator");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("'check' must be a check, but is missing");
        assertThat(noTime.status()).isEqualTo(400);
        assertThat(noTime.body()).contains("yesterday").contains("2026-11-01T08:00:00Z");
    }
}
