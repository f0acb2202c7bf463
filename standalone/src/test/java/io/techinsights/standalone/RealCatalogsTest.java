package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mess that users have: every valid entity is observed and judged, every invalid document is named. */
class RealCatalogsTest {
    private static final String PROPERTY = "catalogs.real";
    private static final Set<String> OWNED = Set.of("component", "domain", "system", "api", "resource", "template");
    private static final List<String> RETRIEVERS =
            List.of("entityMetadataFactRetriever", "entityOwnershipFactRetriever", "techdocsFactRetriever");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldObserveAndJudgeEveryValidEntity() throws IOException {
        // Given
        String real = System.getProperty(PROPERTY, "");
        assumeTrue(
                !real.isEmpty() && Files.isDirectory(Path.of(real)),
                "Skipped: -D" + PROPERTY + " names no folder of catalog files");
        NaiveCatalog naive = NaiveCatalog.read(Path.of(real));
        Path config = folder.resolve("app-config.yaml");
        try (InputStream demo = RealCatalogsTest.class.getResourceAsStream("/demo/app-config.yaml")) {
            Files.copy(demo, config);
        }

        // When
        try (var house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(Path.of(real)))) {
            Map<String, Integer> expectedRows = expectedRows(naive);
            await().atMost(Duration.ofSeconds(60)).until(() -> allRan(house));
            JsonNode results = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> house.post("/checks/run?include=all", "{\"entities\":[]}"),
                            answer -> isJudged(answer, house.get("/retrievers")));

            // Then
            Set<String> entities = new TreeSet<>();
            results.forEach(entry -> entities.add(entry.path("entity").asText()));
            assertThat(entities).isEqualTo(naive.entities());
            assertThat(results)
                    .allSatisfy(entry -> assertThat(entry.path("results")).hasSize(3));
            assertThat(rows(house)).isEqualTo(expectedRows);
            assertThat(rejected(house)).isEqualTo(naive.rejected());
            System.out.printf(
                    "real catalogs: %d entities, rows %s, %d results, rejected documents %s%n",
                    entities.size(), expectedRows, 3 * results.size(), naive.rejected());
        }
    }

    private static Map<String, Integer> expectedRows(NaiveCatalog naive) {
        Map<String, Integer> rows = new TreeMap<>();
        for (String ref : naive.entities()) {
            boolean owned = OWNED.contains(ref.substring(0, ref.indexOf(':')));
            RETRIEVERS.stream()
                    .filter(retriever -> owned || !retriever.equals("entityOwnershipFactRetriever"))
                    .forEach(retriever -> rows.merge(retriever, 1, Integer::sum));
        }
        return rows;
    }

    private static boolean allRan(TestHouse house) {
        JsonNode retrievers = house.get("/retrievers").path("retrievers");
        return retrievers.size() == 3
                && retrievers
                        .valueStream()
                        .allMatch(retriever -> retriever
                                .path("lastRun")
                                .path("outcome")
                                .asText()
                                .equals("SUCCEEDED"));
    }

    /** As many entities as the catalog says it has, and for each a row of the retriever that observes all. */
    private static boolean isJudged(JsonNode answer, JsonNode retrievers) {
        return answer.size() == retrievers.path("catalog").path("entities").asInt()
                && answer.valueStream()
                        .allMatch(entry -> entry.path("results").toString().contains("PASSED")
                                || entry.path("results").toString().contains("FAILED"));
    }

    private static Map<String, Integer> rows(TestHouse house) {
        Map<String, Integer> rows = new TreeMap<>();
        Set<String> keys = new TreeSet<>();
        house.records("tech-insights.latest-facts").forEach(record -> keys.add(record.key()));
        keys.forEach(key -> rows.merge(key.substring(key.indexOf('#') + 1), 1, Integer::sum));
        return rows;
    }

    private static Map<String, Integer> rejected(TestHouse house) {
        Map<String, Integer> rejected = new TreeMap<>();
        house.get("/retrievers").path("catalog").path("problems").forEach(problem -> {
            if (problem.path("severity").asText().equals("error")) {
                Path file = Path.of(problem.path("file").asText());
                rejected.merge(file.getFileName().toString(), 1, Integer::sum);
            }
        });
        return rejected;
    }
}
