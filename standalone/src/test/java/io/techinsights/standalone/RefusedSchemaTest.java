package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retriever whose facts change in a way that the registry forbids: nothing of it is written, and its neighbour runs on. */
class RefusedSchemaTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CONFIG = """
            techInsights:
              factRetrievers:
                checkout:
                  type: file
                  version: VERSION
                  cadence: { hours: 1 }
                  initialDelay: { milliseconds: 100 }
                  root: FOLDER/$${metadata.name}
                  facts: { readmes: { type: TYPE, description: READMEs, glob: 'README*' } }
                entityMetadataFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 100 } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private TestHouse house(String version, String type) throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                CONFIG.replace("VERSION", version).replace("TYPE", type).replace("FOLDER", folder.toString()));
        Path catalog = Files.writeString(folder.resolve("catalog.yaml"), """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: { name: petstore }
                """);
        return TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
    }

    private static JsonNode lastRun(TestHouse house, String retriever) {
        for (JsonNode one : house.get("/retrievers").path("retrievers")) {
            if (one.path("id").asText().equals(retriever)) {
                return one.path("lastRun");
            }
        }
        throw new AssertionError("There is no retriever " + retriever);
    }

    private static void awaitRun(TestHouse house, String retriever, String outcome) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                lastRun(house, retriever).path("outcome").asText())
                        .isEqualToIgnoringCase(outcome));
    }

    @Test
    void shouldWriteNothingOfASchemaThatTheRegistryForbids() throws IOException {
        // Given
        Files.writeString(Files.createDirectory(folder.resolve("petstore")).resolve("README.md"), "# Pet Store");
        try (TestHouse house = house("1.0.0", "integer")) {
            awaitRun(house, "checkout", "succeeded");
            awaitRun(house, "entityMetadataFactRetriever", "succeeded");
            await().atMost(LIMIT).until(() -> rows(house) == 1);
        }

        // When
        try (TestHouse house = house("2.0.0", "boolean")) {
            house.post("/retrievers/checkout/run", "");
            house.post("/retrievers/entityMetadataFactRetriever/run", "");
            awaitRun(house, "checkout", "failed");
            awaitRun(house, "entityMetadataFactRetriever", "succeeded");

            // Then
            assertThat(lastRun(house, "checkout").path("error").asText())
                    .contains("field 'readmes'", "MISSING_UNION_BRANCH", "FULL_TRANSITIVE", "the registry's reason");
            assertThat(rows(house)).isEqualTo(1);
            assertThat(house.get("/fact-schemas").toString())
                    .contains("\"readmes\":{\"type\":\"integer\"")
                    .doesNotContain("\"readmes\":{\"type\":\"boolean\"");
            assertThat(house.get("/facts/latest?entity=component:default/petstore&ids=checkout")
                            .at("/checkout/facts/readmes")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    private static long rows(TestHouse house) {
        return house.records("tech-insights.latest-facts").stream()
                .filter(row -> row.key().endsWith("#checkout"))
                .count();
    }
}
