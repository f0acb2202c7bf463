package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class RowTextTest {
    @Provide
    Arbitrary<FactArbitraries.Observation> observations() {
        return FactArbitraries.observations();
    }

    @Property(tries = 400)
    void shouldWriteTheVeryBytesOfTheRowThatIsRead(@ForAll("observations") FactArbitraries.Observation observation)
            throws Exception {
        // Given
        Schema schema = FactRecords.schemaOf(TestFacts.schema(observation.retrieverId(), observation.types()));
        FactRow row = TestFacts.row(observation.retrieverId(), observation.facts());
        try (var serde = new FactRecordSerde(new InMemorySchemaRegistry())) {
            byte[] record = serde.serializer().serialize("facts", FactRecords.toRecord(schema, row));
            FactRow read =
                    FactRecords.toRow(TestFacts.ENTITY, serde.deserializer().deserialize("facts", record));
            Schema parsed = new Schema.Parser().parse(schema.toString());

            // When
            var out = new JsonBytes(1);
            boolean written = RowText.of(parsed)
                    .filter(text -> text.write(record, read.entity(), read.observedAt(), out))
                    .isPresent();

            // Then
            boolean plain = !observation.types().containsValue(FactType.SET)
                    && read.facts().values().stream().noneMatch(value -> value.isNull());
            assertThat(written).isEqualTo(plain);
            if (written) {
                assertThat(Json.MAPPER.writeValueAsBytes(out.add('}').written()))
                        .isEqualTo(Json.MAPPER.writeValueAsBytes(read.toJson()));
            }
        }
    }

    @Property(tries = 200)
    void shouldWriteARowThatWasRead(@ForAll("observations") FactArbitraries.Observation observation) throws Exception {
        // Given
        FactRow row = TestFacts.row(observation.retrieverId(), observation.facts());

        // When
        var out = new JsonBytes(1);
        RowText.write(row, out);

        // Then
        assertThat(Json.MAPPER.writeValueAsBytes(out.add('}').written()))
                .isEqualTo(Json.MAPPER.writeValueAsBytes(row.toJson()));
    }

    @Test
    void shouldLeaveRecordsOfOtherShapesAlone() {
        // Given
        Schema usual = FactRecords.schemaOf(TestFacts.schema("r", Map.of("lines", FactType.INTEGER)));
        Schema other = new Schema.Parser().parse(usual.toString().replace("\"long\"]", "\"int\"]"));

        // Then
        assertThat(RowText.of(usual)).isPresent();
        assertThat(RowText.of(other)).isEmpty();
        assertThat(RowText.of(SchemaBuilder.record("r").fields().endRecord())).isEmpty();
    }
}
