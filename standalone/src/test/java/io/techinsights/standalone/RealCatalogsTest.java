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
            Map<String, Integer> expectedRows = new TreeMap<>();
            naive.entities()
                    .forEach(ref -> RETRIEVERS.stream()
                            .filter(retriever -> !retriever.equals("entityOwnershipFactRetriever")
                                    || OWNED.contains(ref.substring(0, ref.indexOf(':'))))
                            .forEach(retriever -> expectedRows.merge(retriever, 1, Integer::sum)));
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> rows(house).equals(expectedRows));

            // Then
            JsonNode results = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> house.post("/checks/run?include=all", "{\"entities\":[]}"),
                            answer -> total(answer) == naive.entities().size() * 3);
            assertThat(results).hasSize(naive.entities().size());
            Map<String, Integer> rejected = rejected(house);
            System.out.printf(
                    "real catalogs: %d entities, rows %s, %d results, rejected documents %s%n",
                    naive.entities().size(), expectedRows, total(results), rejected);
            assertThat(rejected).isEqualTo(naive.rejected());
        }
    }

    private static int total(JsonNode answer) {
        int total = 0;
        for (JsonNode entry : answer) {
            total += entry.path("results").size();
        }
        return total;
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
