package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
            """ + TestHouse.TITLE_CHECK;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StandaloneProcess standalone;

    @BeforeEach
    void begin() {
        standalone = new StandaloneProcess(folder);
    }

    @AfterEach
    void end() throws InterruptedException {
        standalone.close();
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

    private boolean allJudged() throws IOException, InterruptedException {
        return statuses().equals(expected());
    }

    private Map<String, String> statuses() throws IOException, InterruptedException {
        Map<String, String> statuses = new TreeMap<>();
        standalone
                .results()
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

    @Test
    void shouldAnswerTheSameAfterAStop() throws Exception {
        // Given
        layOut("{ hours: 1 }");
        Process first = standalone.launch();
        standalone.awaitReady();
        await().atMost(Duration.ofSeconds(60)).until(this::allJudged);
        await().until(() -> standalone.lastRun().path("outcome").asText().equals("SUCCEEDED"));
        var before = standalone.results();
        JsonNode runBefore = standalone.lastRun();

        // When
        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        standalone.launch();
        standalone.awaitReady();

        // Then
        assertThat(standalone.results()).isEqualTo(before);
        assertThat(without(standalone.lastRun())).isEqualTo(without(runBefore));
        assertThat(Files.readString(standalone.log())).doesNotContain("ERROR");
    }

    private static JsonNode without(JsonNode run) {
        return ((ObjectNode) run.deepCopy()).without(List.of("nextDueAt"));
    }

    private static String edited(boolean wanted) {
        return """
                {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["entityMetadataFactRetriever"],
                 "rule": {"conditions": {"all": [{"fact": "hasTitle", "operator": "equal", "value": %s}]}}}
                """.formatted(wanted);
    }

    /** How many results of the edited check there are, by definition and verdict. */
    private Map<String, Long> verdictsOfEdited() throws IOException, InterruptedException {
        return standalone.results().values().stream()
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
        Process victim = standalone.launch();
        standalone.awaitReady();
        await().atMost(Duration.ofSeconds(60)).until(() -> standalone.results().size() == entities);
        boolean wanted = false;

        for (int kill = 0; kill < 3; kill++) {
            // When
            standalone.ask("PUT", "/api/tech-insights/checks/edited", edited(wanted));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
            standalone.send("DELETE", "/api/tech-insights/checks/edited", "");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            wanted = !wanted;
            String hash = standalone
                    .ask("PUT", "/api/tech-insights/checks/edited", edited(wanted))
                    .path("contentHash")
                    .asText();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            victim.destroyForcibly().waitFor();
            victim = standalone.launch();
            standalone.awaitReady();

            // Then
            long passing = wanted ? entities / 3 : entities - entities / 3;
            Map<String, Long> expected =
                    new TreeMap<>(Map.of(hash + " PASSED", passing, hash + " FAILED", entities - passing));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(verdictsOfEdited()).isEqualTo(expected));
        }
    }
}
