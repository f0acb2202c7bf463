package io.techinsights.factstore.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.Oblivion.Forgotten;
import io.techinsights.schemas.fact.Oblivion.Revived;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncedSchemasTest {
    private static final Instant THEN = Instant.parse("2026-11-02T00:00:00Z");
    private final AnnouncedSchemas schemas = new AnnouncedSchemas();

    @Test
    void shouldKeepTheHigherVersionWhicheverComesLast() {
        // When
        announce("0.9.0", new FactLifecycle.Keep());
        announce("0.10.0", new FactLifecycle.Keep());
        announce("0.2.0", new FactLifecycle.Keep());

        // Then
        assertThat(schemas.of("r")).map(FactSchema::version).contains("0.10.0");
        assertThat(schemas.all()).hasSize(1);
    }

    @Test
    void shouldTakeANewLifecycleOfTheSameVersion() {
        // Given
        announce("1.0.0", new FactLifecycle.Keep());

        // When
        announce("1.0.0", new FactLifecycle.MaxItems(7));

        // Then
        assertThat(schemas.policy("r").lifecycle()).isEqualTo(new FactLifecycle.MaxItems(7));
    }

    @Test
    void shouldKeepForEverWhatNobodyAnnounced() {
        assertThat(schemas.policy("r").lifecycle()).isEqualTo(new FactLifecycle.Keep());
    }

    @Test
    void shouldForgetWhatWasWithdrawn() {
        // Given
        announce("1.0.0", new FactLifecycle.Keep());

        // When
        schemas.accept("r", Optional.empty());

        // Then
        assertThat(schemas.all()).isEmpty();
    }

    @Test
    void shouldKnowAForgottenRetrieverNoMoreUntilAnyVersionIsAnnounced() {
        // Given
        announce("2.0.0", new FactLifecycle.Keep());
        schemas.accept(
                "r", Optional.of(schema("1.0.0", new FactLifecycle.Keep()).with(new Forgotten(THEN))));

        // When
        boolean known = schemas.of("r").isPresent() || !schemas.all().isEmpty();
        long cutoff = schemas.policy("r").cutoff(0);
        announce("1.5.0", new FactLifecycle.Keep());

        // Then
        assertThat(known).isFalse();
        assertThat(cutoff).isEqualTo(Long.MAX_VALUE);
        assertThat(schemas.of("r")).map(FactSchema::version).contains("1.5.0");
        assertThat(schemas.policy("r").cutoff(0)).isEqualTo(THEN.toEpochMilli());
    }

    @Test
    void shouldRememberTheLastForgettingWhateverIsAnnouncedLater() {
        // Given
        schemas.accept(
                "r", Optional.of(schema("1.0.0", new FactLifecycle.Keep()).with(new Forgotten(THEN))));

        // When
        schemas.accept(
                "r", Optional.of(schema("3.0.0", new FactLifecycle.Keep()).with(new Revived(THEN.minusSeconds(1)))));
        announce("2.0.0", new FactLifecycle.Keep());

        // Then
        assertThat(schemas.of("r")).map(FactSchema::version).contains("3.0.0");
        assertThat(schemas.policy("r").cutoff(0)).isEqualTo(THEN.toEpochMilli());
    }

    @Test
    void shouldNotTakeASchemaUnderTheKeyOfAnother() {
        // When
        schemas.accept("other", Optional.of(schema("1.0.0", new FactLifecycle.Keep())));

        // Then
        assertThat(schemas.all()).isEmpty();
    }

    @Test
    void shouldRefuseAnAnnouncementWhoseVersionIsNone() {
        // Given
        var topic = new Topics("", new InMemorySchemaRegistry(), List.of()).factSchemas();
        var reader = new AnnouncementDeserializer(topic.value().deserializer());
        byte[] good = topic.value()
                .serializer()
                .serialize("t", schema("1.0.0", new FactLifecycle.Keep()).toAvro());
        byte[] bad = topic.value()
                .serializer()
                .serialize("t", schema("one", new FactLifecycle.Keep()).toAvro());

        // When
        FactSchema read = reader.deserialize("t", good);

        // Then
        assertThat(read).isEqualTo(schema("1.0.0", new FactLifecycle.Keep()));
        assertThatThrownBy(() -> reader.deserialize("t", bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Fact schema of 'r' has version 'one', expected a semantic version such as 1.0.0");
    }

    private void announce(String version, FactLifecycle lifecycle) {
        schemas.accept("r", Optional.of(schema(version, lifecycle)));
    }

    private static FactSchema schema(String version, FactLifecycle lifecycle) {
        return new FactSchema("r", version, null, null, null, lifecycle, null, "facts", "retriever", Map.of());
    }
}
