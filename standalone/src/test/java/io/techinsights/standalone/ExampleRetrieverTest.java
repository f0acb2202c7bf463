package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.licence.LicenceRetriever;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The retriever of docs/retrievers/with-code.md on the class path, with the configuration and the catalog beside it. */
class ExampleRetrieverTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "retrievers", "example");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldRunAndBeJudged() {
        try (TestHouse house = TestHouse.start(
                folder.resolve("data"),
                List.of(EXAMPLE.resolve("app-config.yaml")),
                List.of(EXAMPLE.resolve(Path.of("src", "test", "catalog"))))) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(status(house, "petstore")).isEqualTo("PASSED");
                assertThat(status(house, "billing")).isEqualTo("FAILED");
                assertThat(status(house, "search")).isEqualTo("NOT_REPORTED");
            });
            assertThat(house.get("/retrievers").path("retrievers"))
                    .extracting(retriever -> retriever.path("id").asText())
                    .containsExactly(new LicenceRetriever().id());
        }
    }

    private static String status(TestHouse house, String component) {
        JsonNode results = house.get("/checks/results?entity=component:default/" + component);
        return results.path("results").path(0).path("status").asText();
    }
}
