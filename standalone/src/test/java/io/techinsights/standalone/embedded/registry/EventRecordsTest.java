package io.techinsights.standalone.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.standalone.embedded.registry.RegistryEvent.IdsGiven;
import io.techinsights.standalone.embedded.registry.RegistryEvent.Kept;
import io.techinsights.standalone.embedded.registry.RegistryEvent.LevelChosen;
import io.techinsights.standalone.embedded.registry.RegistryEvent.ModeChosen;
import io.techinsights.standalone.embedded.registry.RegistryEvent.Removed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {
    private static final SchemaVersion VERSION = new SchemaVersion("sübject/1", 3, 7, "\"int\"", false);

    static List<RegistryEvent> events() {
        return List.of(
                new Kept(VERSION),
                new Kept(VERSION.asDeleted()),
                new Removed("a", 2),
                new LevelChosen(null, CompatibilityLevel.NONE),
                new LevelChosen("a", CompatibilityLevel.FORWARD_TRANSITIVE),
                new LevelChosen("a", null),
                new LevelChosen(null, null),
                new ModeChosen(Mode.READONLY),
                new IdsGiven(12));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadWhatItWrote(RegistryEvent event) {
        // When
        ProducerRecord<byte[], byte[]> record = EventRecords.write("_schemas", event);

        // Then
        assertThat(EventRecords.read(received(record.key(), record.value()))).isEqualTo(event);
    }

    @Test
    void shouldLetALaterEventReplaceAnEarlierOneOfTheSameThing() {
        // When
        byte[] kept = EventRecords.write("_schemas", new Kept(VERSION)).key();
        byte[] removed =
                EventRecords.write("_schemas", new Removed("sübject/1", 3)).key();

        // Then
        assertThat(removed).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{\"keytype\":\"NOOP\"}",
                "{\"keytype\":\"SCHEMA\",\"subject\":\"a\"}",
                "{\"keytype\":\"CONFIG\",\"subject\":null}"
            })
    void shouldSayWhereARecordIsNotItsOwn(String key) {
        // When
        assertThatThrownBy(
                        () -> EventRecords.read(received(key.getBytes(StandardCharsets.UTF_8), new byte[] {'{', '}'})))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("_schemas")
                .hasMessageContaining("offset 5");
    }

    private static ConsumerRecord<byte[], byte[]> received(byte[] key, byte @Nullable [] value) {
        return new ConsumerRecord<>("_schemas", 0, 5, key, value);
    }
}
