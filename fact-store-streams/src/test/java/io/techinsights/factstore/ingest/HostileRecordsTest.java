package io.techinsights.factstore.ingest;

import static io.techinsights.factstore.FactStoreDriver.START;
import static io.techinsights.factstore.FactStoreDriver.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.streams.error.DeadLetters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bad record goes to the dead letters as it came, with its origin and a reason, and the rest goes on. */
class HostileRecordsTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private static final String KEY = PETSTORE.toString();
    private static final FactSchema SCHEMA = FactStoreDriver.schema("r", new FactLifecycle.Keep());

    private final FactStoreDriver store = new FactStoreDriver();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldKeepTheBytesAndSayWhereTheyCameFromAndWhy() {
        // Given
        byte[] garbage = {7, 1, 2, 3};
        store.send("slow-facts", KEY, good(1));

        // When
        store.send("slow-facts", KEY, garbage);
        store.send("slow-facts", KEY, good(2));

        // Then
        var letter = store.deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(text(letter.headers(), DeadLetters.TOPIC)).isEqualTo("slow-facts");
        assertThat(text(letter.headers(), DeadLetters.PARTITION)).isEqualTo("0");
        assertThat(text(letter.headers(), DeadLetters.OFFSET)).isEqualTo("1");
        assertThat(text(letter.headers(), DeadLetters.REASON)).contains("expected a zero byte");
        assertThat(store.deadLetters.isEmpty()).isTrue();
        assertThat(store.latestFacts.readRecordsToList()).hasSize(2);
        assertThat(store.count("refused")).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null | The record has no key",
                "petstore | missing or empty kind",
                "component:default/Petstore | expected the one form of the reference: \"component:default/petstore\"",
                "component:petstore | expected the one form of the reference: \"component:default/petstore\"",
                "component:default/pet store | metadata.name \"pet store\" is not valid",
                "component:default/a/b | metadata.name \"a/b\" is not valid"
            })
    void shouldRefuseAKeyThatIsNotAnEntityInItsOneForm(String key, String reason) {
        // When
        store.send("facts", key, good(1));

        // Then
        assertRefused(reason);
    }

    @Test
    void shouldRefuseATombstone() {
        // When
        store.send("facts", KEY, null);

        // Then
        assertRefused("a fact topic holds rows, not tombstones");
    }

    @Test
    void shouldRefuseAFactInThePartitionOfAnotherEntity() {
        try (var four = new FactStoreDriver(1000, 4)) {
            // When
            for (int i = 1; i <= 4; i++) {
                four.send(row("r", EntityRef.parse("component:default/svc-0000" + i), START, 1));
            }

            // Then
            assertThat(four.latestFacts.readRecordsToList())
                    .extracting(fact -> fact.key().entity().name())
                    .containsExactly("svc-00004");
            assertThat(four.deadLetters.readRecordsToList())
                    .extracting(letter -> text(letter.headers(), DeadLetters.REASON))
                    .hasSize(3)
                    .allMatch(
                            reason -> reason.contains("The record lies in partition 0, but component:default/svc-0000"))
                    .allMatch(reason -> reason.contains("murmur2_random"));
        }
    }

    @Test
    void shouldRefuseASchemaIdThatTheRegistryDoesNotKnow() {
        // When
        store.send("facts", KEY, new byte[] {0, 0, 0, 99, 0, 1});

        // Then
        assertRefused("Schema 25344 not found");
    }

    @Test
    void shouldRefuseARecordThatIsCutShortOrTooLong() {
        // Given
        byte[] good = good(1);

        // When
        store.send("facts", KEY, Arrays.copyOf(good, good.length - 1));
        store.send("facts", KEY, Arrays.copyOf(good, good.length + 1));

        // Then
        assertRefused("Not a io.techinsights.facts.r");
        assertRefused("Bytes are left over");
    }

    @Test
    void shouldRefuseAFactFromTooFarAhead() {
        // When
        store.send(row("r", PETSTORE, START.plus(Duration.ofHours(24)), 1));
        store.send(row("r", PETSTORE, START.plus(Duration.ofHours(24)).plusMillis(1), 2));

        // Then
        assertRefused("observedAt is 2026-11-02T00:00:00.001Z, more than 24 hours ahead of the clock, which says "
                + "2026-11-01T00:00:00Z");
        assertThat(store.latestFacts.readRecordsToList()).hasSize(1);
    }

    @Test
    void shouldRefuseAValueOfAnotherTypeThanAnnounced() {
        // Given
        store.announce("r", new FactLifecycle.Keep());
        var text = new FactSchema(
                "r",
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                "push",
                Map.of("revision", FactDefinition.of(FactType.STRING, "Revision")));

        // When
        store.send("facts", row("r", PETSTORE, START, Map.of("revision", TextNode.valueOf("one"))), text);

        // Then
        assertRefused("Facts of r do not fit its schema: fact 'revision': expected an integer, got \"one\"");
    }

    @Test
    void shouldJudgeAnUnannouncedRetrieverByItsOwnRecord() {
        // Given
        Schema lying = new Schema.Parser()
                .parse(FactRecords.schemaOf(SCHEMA)
                        .toString()
                        .replace("\"factType\":\"integer\"", "\"factType\":\"set\""));
        Schema wrong = new Schema.Parser()
                .parse(FactRecords.schemaOf(SCHEMA)
                        .toString()
                        .replace("\"factType\":\"integer\"", "\"factType\":\"boolean\""));

        // When
        store.send("facts", KEY, bytes(lying));
        store.send("facts", KEY, bytes(wrong));

        // Then
        assertRefused("Field 'revision' of io.techinsights.facts.r: expected a set");
        assertRefused("Field 'revision' of io.techinsights.facts.r: expected a boolean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"string\" | The value is no fact record",
                "{'type':'record','name':'X','fields':[{'name':'a','type':'int'}]} | is no fact record: its 'nullFacts' is missing",
                "{'type':'record','name':'X','retrieverId':'','fields':[{'name':'a','type':'int'}]} | no fact record",
            })
    void shouldRefuseWhatIsAvroButNoFact(String schema, String reason) {
        // Given
        Schema parsed = new Schema.Parser().parse(schema.replace('\'', '"'));
        int id = store.registry.register("any", parsed);

        // When
        store.send("facts", KEY, ByteBuffer.allocate(6).put((byte) 0).putInt(id).array());

        // Then
        assertRefused(reason);
    }

    @Test
    void shouldRefuseARetrieverIdThatCannotBeStored() {
        // Given
        Schema named = new Schema.Parser()
                .parse(FactRecords.schemaOf(SCHEMA)
                        .toString()
                        .replace("\"retrieverId\":\"r\"", "\"retrieverId\":\"r\\u0000s\""));

        // When
        store.send("facts", KEY, bytes(named));

        // Then
        assertRefused("expected text without control characters");
    }

    @Test
    void shouldRefuseAnArrayThatClaimsToBeLargerThanMemory() {
        // Given
        byte[] good = good(1);
        int nulls = good.length - 3;
        byte[] huge = ByteBuffer.allocate(good.length + 5)
                .put(good, 0, nulls)
                .put(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08})
                .array();

        // When
        store.send("facts", KEY, huge);

        // Then
        assertRefused("Not a io.techinsights.facts.r");
    }

    @Test
    void shouldSurviveEveryKindOfDamage() {
        // Given
        var random = new Random(42);
        byte[] good = good(1);

        // When
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            store.send("facts", KEY, damaged);
        }
        store.deadLetters.readRecordsToList();
        store.latestFacts.readRecordsToList();
        store.send(row("fine", PETSTORE, START, 1));

        // Then
        assertThat(store.count("admitted") + store.count("refused")).isEqualTo(2001);
        assertThat(store.latestFacts.readRecordsToList()).hasSize(1);
    }

    @Test
    void shouldTakeARecordThatHasNoTime() {
        // Given
        var extractor = new ArrivalTime();

        // When
        long first = extractor.extract(withoutTime(), -1);
        long later = extractor.extract(withoutTime(), 5);

        // Then
        assertThat(first).isZero();
        assertThat(later).isEqualTo(5);
    }

    private static org.apache.kafka.clients.consumer.ConsumerRecord<Object, Object> withoutTime() {
        return new org.apache.kafka.clients.consumer.ConsumerRecord<>("facts", 0, 0, "key", "value");
    }

    private byte[] good(int revision) {
        Schema schema = FactRecords.schemaOf(SCHEMA);
        return store.bytes("facts", FactRecords.toRecord(schema, row("r", PETSTORE, START, revision)));
    }

    private byte[] bytes(Schema schema) {
        GenericRecord good = FactRecords.toRecord(FactRecords.schemaOf(SCHEMA), row("r", PETSTORE, START, 1));
        var record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.name(), good.get(field.name())));
        return store.bytes("facts", record);
    }

    private void assertRefused(String reason) {
        TestRecord<byte[], byte[]> letter = store.deadLetters.readRecord();
        assertThat(text(letter.headers(), DeadLetters.REASON)).contains(reason);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
