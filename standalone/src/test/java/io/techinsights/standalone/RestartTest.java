package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: stopped, killed, and started again on the same data directory. */
class RestartTest {
    private static final int ENTITIES = 400;
    private static final String CONFIG = """
            techInsights:
              checks: { editable: true }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: CADENCE, initialDelay: { milliseconds: 100 } }
              factChecker:
                checks:
                  titleCheck:
                    type: json-rules-engine
                    name: Title
                    description: Has a title
                    factIds: [entityMetadataFactRetriever]
                    staleAfter: { hours: 1 }
                    rule: { conditions: { all: [{ fact: hasTitle, operator: equal, value: true }] } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;
    private int port;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private void layOut(String cadence) throws IOException {
        layOut(cadence, ENTITIES);
    }

    private void layOut(String cadence, int entities) throws IOException {
        Files.writeString(folder.resolve("config.yaml"), CONFIG.replace("CADENCE", cadence));
        Files.writeString(
                folder.resolve("catalog.yaml"),
                IntStream.range(0, entities)
                        .mapToObj(i -> "apiVersion: a/v1\nkind: Component\nmetadata: { name: c" + i
                                + (i % 3 == 0 ? ", title: T" : "") + " }\n")
                        .collect(Collectors.joining("---\n")));
    }

    private Process launch() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TechInsights.class.getName(),
                        "standalone",
                        "--config=" + folder.resolve("config.yaml"),
                        "--catalog=" + folder.resolve("catalog.yaml"),
                        "--data-dir=" + folder.resolve("data"),
                        "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
        process = started;
        return started;
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json");
        String answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        return Json.parse(answer);
    }

    private boolean isReady() throws InterruptedException {
        try {
            return ask("GET", "/health/ready", "").path("status").asText().equals("ready");
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitReady() throws IOException {
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(this::isReady);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(Files.readString(folder.resolve("log.txt")), e);
        }
    }

    /** The verdict on each entity, and all of the answer for a comparison. */
    private Map<String, JsonNode> results() throws IOException, InterruptedException {
        Map<String, JsonNode> results = new TreeMap<>();
        for (JsonNode entry : ask("POST", "/api/tech-insights/checks/run?include=all", "{\"entities\":[]}")) {
            results.put(entry.path("entity").asText(), entry.path("results"));
        }
        return results;
    }

    private boolean allJudged() throws IOException, InterruptedException {
        return statuses().equals(expected());
    }

    private Map<String, String> statuses() throws IOException, InterruptedException {
        Map<String, String> statuses = new TreeMap<>();
        results()
                .forEach((entity, results) -> statuses.put(
                        entity,
                        results.path(0).path("status").asText()
                                + results.path(0).path("reason").asText("")));
        return statuses;
    }

    private static Map<String, String> expected() {
        return IntStream.range(0, ENTITIES)
                .mapToObj(i -> "component:default/c" + i)
                .collect(Collectors.toMap(entity -> entity, RestartTest::expected, (a, b) -> a, TreeMap::new));
    }

    private static String expected(String entity) {
        int number = Integer.parseInt(entity.substring(entity.lastIndexOf('c') + 1));
        return number % 3 == 0 ? "PASSED" : "FAILED";
    }

    private JsonNode lastRun() throws IOException, InterruptedException {
        return ask("GET", "/api/tech-insights/retrievers", "")
                .path("retrievers")
                .path(0)
                .path("lastRun");
    }

    @Test
    void shouldAnswerTheSameAfterAStop() throws Exception {
        // Given
        layOut("{ hours: 1 }");
        Process first = launch();
        awaitReady();
        await().atMost(Duration.ofSeconds(60)).until(this::allJudged);
        await().until(() -> lastRun().path("outcome").asText().equals("SUCCEEDED"));
        var before = results();
        JsonNode runBefore = lastRun();

        // When
        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        launch();
        awaitReady();

        // Then
        assertThat(results()).isEqualTo(before);
        assertThat(without(lastRun())).isEqualTo(without(runBefore));
        assertThat(Files.readString(folder.resolve("log.txt"))).doesNotContain("ERROR");
    }

    private static JsonNode without(JsonNode run) {
        return ((ObjectNode) run.deepCopy()).without(List.of("nextDueAt"));
    }

    @Test
    void shouldLoseNothingWhenItIsKilledInARun() throws Exception {
        // Given
        layOut("{ seconds: 1 }");
        var random = new Random(20261123);

        // When
        for (int kill = 0; kill < 3; kill++) {
            Process victim = launch();
            awaitReady();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            victim.destroyForcibly().waitFor();
        }
        launch();
        awaitReady();

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(statuses()).isEqualTo(expected()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> lastRun().path("outcome").asText().equals("SUCCEEDED"));
    }

    private static String edited(boolean wanted) {
        return """
                {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["entityMetadataFactRetriever"],
                 "rule": {"conditions": {"all": [{"fact": "hasTitle", "operator": "equal", "value": %s}]}}}
                """.formatted(wanted);
    }

    /** How many results of the edited check there are, by definition and verdict. */
    private Map<String, Long> verdictsOfEdited() throws IOException, InterruptedException {
        return results().values().stream()
                .flatMap(results -> StreamSupport.stream(results.spliterator(), false))
                .filter(result -> result.path("check").path("id").asText().equals("edited"))
                .collect(Collectors.groupingBy(
                        result -> result.path("checkHash").asText() + " "
                                + result.path("status").asText(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    @Test
    void shouldEndRightWhenACheckChangesAndItIsKilledInTheMiddle() throws Exception {
        // Given
        int entities = 3000;
        layOut("{ hours: 1 }", entities);
        var random = new Random(20261123);
        Process victim = launch();
        awaitReady();
        await().atMost(Duration.ofSeconds(60)).until(() -> results().size() == entities);
        boolean wanted = false;

        for (int kill = 0; kill < 3; kill++) {
            // When
            ask("PUT", "/api/tech-insights/checks/edited", edited(wanted));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/tech-insights/checks/edited"))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            wanted = !wanted;
            String hash = ask("PUT", "/api/tech-insights/checks/edited", edited(wanted))
                    .path("contentHash")
                    .asText();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            victim.destroyForcibly().waitFor();
            victim = launch();
            awaitReady();

            // Then
            long passing = wanted ? entities / 3 : entities - entities / 3;
            Map<String, Long> expected =
                    new TreeMap<>(Map.of(hash + " PASSED", passing, hash + " FAILED", entities - passing));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(verdictsOfEdited()).isEqualTo(expected));
        }
    }
}
