package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.Oblivion.Forgotten;
import io.techinsights.schemas.fact.Oblivion.Never;
import io.techinsights.schemas.fact.Oblivion.Revived;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an announcement says beside types and lifecycle: the kind of history, and that a retriever is forgotten. */
class AnnouncementTest {
    private static final Instant EARLY = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-02T00:00:00Z");

    static Stream<Oblivion> oblivions() {
        return Stream.of(new Never(), new Forgotten(EARLY), new Revived(EARLY));
    }

    @ParameterizedTest
    @MethodSource("oblivions")
    void shouldTravelUnchanged(Oblivion oblivion) {
        // Given
        FactSchema schema =
                TestFacts.schema("r", Map.of()).with(HistoryMode.CHANGES).with(oblivion);

        // When
        FactSchema arrived = FactSchema.of(schema.toAvro());

        // Then
        assertThat(arrived).isEqualTo(schema);
        assertThat(arrived.isForgotten()).isEqualTo(oblivion instanceof Forgotten);
    }

    static Stream<Arguments> announcements() {
        return Stream.of(
                Arguments.of(new Never(), new Never(), new Never()),
                Arguments.of(new Forgotten(EARLY), new Never(), new Revived(EARLY)),
                Arguments.of(new Revived(LATE), new Revived(EARLY), new Revived(LATE)),
                Arguments.of(new Revived(EARLY), new Forgotten(LATE), new Forgotten(LATE)),
                Arguments.of(new Never(), new Forgotten(LATE), new Forgotten(LATE)));
    }

    @ParameterizedTest
    @MethodSource("announcements")
    void shouldRememberWhenARetrieverWasForgottenLast(Oblivion before, Oblivion announced, Oblivion expected) {
        assertThat(announced.after(before)).isEqualTo(expected);
    }

    @Test
    void shouldSayWhatIsWrongWithAHistoryOrAForgettingWithoutATime() {
        assertThatThrownBy(() -> HistoryMode.of("change")).hasMessage("is 'change', expected all or changes");
        assertThatThrownBy(() -> Oblivion.of(true, null))
                .hasMessage("A forgotten retriever has no 'forgottenAt', expected a time");
    }

    @Test
    void shouldBeReadByProgramsThatKnowNothingOfIt() {
        // Given
        Schema now = FactSchemaAnnouncement.getClassSchema();
        List<String> added = List.of("history", "forgotten", "forgottenAt");
        Schema before = Schema.createRecord(
                now.getName(),
                now.getDoc(),
                now.getNamespace(),
                false,
                now.getFields().stream()
                        .filter(field -> !added.contains(field.name()))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());

        // When
        var forward = SchemaCompatibility.checkReaderWriterCompatibility(before, now);
        var backward = SchemaCompatibility.checkReaderWriterCompatibility(now, before);

        // Then
        assertThat(List.of(forward.getType(), backward.getType())).containsOnly(SchemaCompatibilityType.COMPATIBLE);
    }
}
