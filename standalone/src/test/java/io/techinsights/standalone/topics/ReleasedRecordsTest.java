package io.techinsights.standalone.topics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.RecordSerde;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.standalone.topics.Releases.Released;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any release wrote is read by the serdes of now, and what they write is read by any release. */
class ReleasedRecordsTest {
    private static final int RECORDS = 200;
    private static final long SEED = 1;
    private static final String TOPIC = "t";

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    static Stream<Released> typed() {
        return released().filter(one -> !isFacts(one));
    }

    static Stream<Released> facts() {
        return released().filter(ReleasedRecordsTest::isFacts);
    }

    private static Stream<Released> released() {
        return new Releases(Path.of("..")).all().stream();
    }

    private static boolean isFacts(Released released) {
        return FactRecords.NAMESPACE.equals(released.schema().getNamespace());
    }

    private static Schema present(Released released) {
        return PresentRecords.all().stream()
                .filter(schema -> schema.getFullName().equals(released.schema().getFullName()))
                .findFirst()
                .orElseThrow();
    }

    private static List<GenericRecord> random(Schema schema) {
        return StreamSupport.stream(new RandomData(schema, RECORDS, SEED).spliterator(), false)
                .map(GenericRecord.class::cast)
                .toList();
    }

    private byte[] written(Schema schema, GenericRecord record) {
        return WireFormat.write(registry.register(TOPIC, schema), new GenericDatumWriter<>(schema), record);
    }

    private static GenericRecord read(byte[] bytes, Schema writer, Schema reader) {
        return requireNonNull(WireFormat.read(bytes, writer, new GenericDatumReader<GenericRecord>(writer, reader)));
    }

    private Serde<? extends SpecificRecord> serde(Schema schema) {
        return new RecordSerde<>(registry, PresentRecords.generated(schema).asSubclass(SpecificRecord.class));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void shouldReadWhatAReleaseWrote(Released released) {
        // Given
        Serde<? extends SpecificRecord> serde = serde(released.schema());

        for (GenericRecord record : random(released.schema())) {
            // When
            SpecificRecord read = serde.deserializer().deserialize(TOPIC, written(released.schema(), record));

            // Then
            assertThat(Data.agree(Data.plain(record), Data.plain(read)))
                    .as("%s reads as %s", record, read)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("typed")
    void shouldWriteWhatAReleaseReads(Released released) {
        // Given
        Schema present = present(released);
        Serde<? extends SpecificRecord> serde = serde(present);

        for (GenericRecord record : random(present)) {
            // When
            byte[] bytes = again(serde, written(present, record));
            GenericRecord read = read(bytes, present, released.schema());

            // Then
            assertThat(Data.agree(Data.plain(record), Data.plain(read)))
                    .as("%s reads as %s", record, read)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldReadTheFactsThatAReleaseWrote(Released released) {
        // Given
        var serde = new FactRecordSerde(registry);
        EntityRef entity = EntityRef.parse("component:default/petstore");

        for (GenericRecord record : random(released.schema())) {
            // When
            GenericRecord read = serde.deserializer().deserialize(TOPIC, written(released.schema(), record));

            // Then
            FactRow row = FactRecords.toRow(entity, requireNonNull(read));
            assertThat(row.observedAt().toEpochMilli()).isEqualTo(record.get(FactRecords.OBSERVED_AT));
            assertThat(row.version())
                    .hasToString(record.get(FactRecords.RETRIEVER_VERSION).toString());
            assertThat(Data.plain(read)).isEqualTo(Data.plain(record));
            for (Schema.Field field : released.schema().getFields()) {
                Object value = record.get(field.pos());
                if (field.getProp(FactRecords.FACT_NAME) != null && value != null) {
                    assertThat(requireNonNull(row.facts().get(field.getProp(FactRecords.FACT_NAME)))
                                    .booleanValue())
                            .isEqualTo(value);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldWriteFactsThatAReleaseReads(Released released) {
        // Given
        Schema present = present(released);
        var serde = new FactRecordSerde(registry);

        for (GenericRecord record : random(present)) {
            // When
            byte[] bytes = requireNonNull(serde.serializer().serialize(TOPIC, record));
            GenericRecord read = read(bytes, present, released.schema());

            // Then
            assertThat(Data.agree(Data.plain(record), Data.plain(read)))
                    .as("%s reads as %s", record, read)
                    .isTrue();
        }
    }

    /** The bytes of a record that is read and written again. */
    private static <T extends SpecificRecord> byte[] again(Serde<T> serde, byte[] record) {
        T read = serde.deserializer().deserialize(TOPIC, record);
        return requireNonNull(serde.serializer().serialize(TOPIC, read));
    }
}
