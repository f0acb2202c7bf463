package io.techinsights.standalone;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is packaged: with the libraries that lie beside its jar, and without those of the tests. */
class PackagedIT {
    private static final String CLASS_PATH =
            String.join(java.io.File.pathSeparator, "target/standalone.jar", "target/lib/*");
    private static final String CONFIG = """
            techInsights:
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 100 } }
              factChecker:
                checks:
            """ + TestHouse.TITLE_CHECK;
    private static final String CATALOG = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: petstore, title: Petstore }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldAnswerACheck() throws Exception {
        // Given
        Files.writeString(folder.resolve("config.yaml"), CONFIG);
        Files.writeString(folder.resolve("catalog.yaml"), CATALOG);

        try (var program = new StandaloneProcess(folder, CLASS_PATH)) {
            // When
            program.launch();

            // Then
            program.awaitReady();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.ask("POST", "/api/tech-insights/checks/run/default/component/petstore", "")
                            .at("/0/result")
                            .asBoolean());
        }
    }
}
