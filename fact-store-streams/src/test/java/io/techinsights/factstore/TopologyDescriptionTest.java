package io.techinsights.factstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {
    private static final Path GOLDEN = Path.of("..", "docs", "topology", "facts.txt");

    /** A changed topology is a decision about running apps: {@code -Dgolden.write=true} writes the text anew. */
    @Test
    void shouldBeTheTopologyThatIsDocumented() throws IOException {
        // Given
        var topics = new Topics("tech-insights.", new InMemorySchemaRegistry(), List.of());

        // When
        String description = new FactStoreTopology(
                        topics,
                        new AnnouncedSchemas(),
                        FactStoreSettings.defaults(),
                        FactCounters.of(new SimpleMeterRegistry()),
                        4)
                .build()
                .describe()
                .toString();

        // Then
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, description);
        }
        assertThat(description).isEqualTo(Files.readString(GOLDEN));
    }
}
