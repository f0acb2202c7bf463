package io.techinsights.standalone.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.registry.CompatibilityLevel;
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
import org.junit.jupiter.params.provider.Arguments;
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

    static List<Arguments> stored() {
        return List.of(
                Arguments.of(
                        new Kept(VERSION),
                        "{'keytype':'SCHEMA','subject':'sübject/1','version':3,'magic':1}",
                        "{'subject':'sübject/1','version':3,'id':7,'schema':'\\'int\\'','deleted':false}"),
                Arguments.of(new Removed("a", 2), "{'keytype':'SCHEMA','subject':'a','version':2,'magic':1}", null),
                Arguments.of(
                        new LevelChosen("a", CompatibilityLevel.FORWARD_TRANSITIVE),
                        "{'keytype':'CONFIG','subject':'a','magic':0}",
                        "{'compatibilityLevel':'FORWARD_TRANSITIVE'}"),
                Arguments.of(
                        new ModeChosen(Mode.READONLY),
                        "{'keytype':'MODE','subject':null,'magic':0}",
                        "{'mode':'READONLY'}"),
                Arguments.of(new IdsGiven(12), "{'keytype':'IDS','magic':0}", "{'upTo':12}"));
    }

    /** What lies on the topic since the first release. */
    @ParameterizedTest
    @MethodSource("stored")
    void shouldReadWhatWasStoredAndStoreItSo(RegistryEvent event, String key, @Nullable String value) {
        // Given
        byte[] keyBytes = bytes(key);
        byte[] valueBytes = value == null ? null : bytes(value);

        // When
        RegistryEvent read = EventRecords.read(received(keyBytes, valueBytes));

        // Then
        assertThat(read).isEqualTo(event);
        assertThat(EventRecords.write("_schemas", event).key()).isEqualTo(keyBytes);
        assertThat(EventRecords.write("_schemas", event).value()).isEqualTo(valueBytes);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
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
