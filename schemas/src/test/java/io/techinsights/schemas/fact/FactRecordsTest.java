package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactRecordsTest {
    @Provide
    Arbitrary<FactArbitraries.Observation> observations() {
        return FactArbitraries.observations();
    }

    @Provide
    Arbitrary<String> names() {
        return FactArbitraries.names();
    }

    @Property(tries = 400)
    void shouldArriveAsItWasObserved(@ForAll("observations") FactArbitraries.Observation observation) {
        // Given
        Schema record = FactRecords.schemaOf(TestFacts.schema(observation.retrieverId(), observation.types()));
        FactRow row = TestFacts.row(observation.retrieverId(), observation.facts());
        Map<String, JsonNode> canonical = new LinkedHashMap<>();
        observation.facts().forEach((name, value) -> canonical.put(name, Json.canonical(value)));
        try (var serde = new FactRecordSerde(new InMemorySchemaRegistry())) {

            // When
            byte[] bytes = serde.serializer().serialize("facts", FactRecords.toRecord(record, row));
            FactRow arrived =
                    FactRecords.toRow(TestFacts.ENTITY, serde.deserializer().deserialize("facts", bytes));

            // Then
            assertThat(arrived).isEqualTo(TestFacts.row(observation.retrieverId(), canonical));
        }
    }

    @Property(tries = 200)
    void shouldMakeASchemaThatIsReadBackFromItsText(@ForAll("observations") FactArbitraries.Observation observation) {
        // When
        Schema record = FactRecords.schemaOf(TestFacts.schema(observation.retrieverId(), observation.types()));

        // Then
        assertThat(new Schema.Parser().parse(record.toString())).isEqualTo(record);
        assertThat(FactRecords.retrieverId(record)).isEqualTo(observation.retrieverId());
    }

    @Property(tries = 1000)
    void shouldMapDifferentNamesToDifferentAvroNames(@ForAll("names") String one, @ForAll("names") String other) {
        // When
        String name = FactRecords.avroName(one);

        // Then
        assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*");
        assertThat(name.equals(FactRecords.avroName(other))).isEqualTo(one.equals(other));
    }

    @Test
    void shouldKeepANameThatAvroAllows() {
        // When
        Schema record = FactRecords.schemaOf(
                TestFacts.schema("entityMetadataFactRetriever", Map.of("hasTitle", FactType.BOOLEAN)));

        // Then
        assertThat(record.getFullName()).isEqualTo("io.techinsights.facts.entityMetadataFactRetriever");
        assertThat(record.getField("hasTitle").schema().toString()).isEqualTo("[\"null\",\"boolean\"]");
    }

    @Test
    void shouldTellAnObservedNullFromAFactThatWasNotObserved() {
        // Given
        Schema record =
                FactRecords.schemaOf(TestFacts.schema("r", Map.of("seen", FactType.STRING, "unseen", FactType.STRING)));
        FactRow row = TestFacts.row("r", Map.of("seen", NullNode.getInstance()));

        // When
        FactRow arrived = FactRecords.toRow(TestFacts.ENTITY, FactRecords.toRecord(record, row));

        // Then
        assertThat(arrived.facts()).containsOnly(Map.entry("seen", NullNode.getInstance()));
    }

    @Test
    void shouldRefuseAValueOfAnotherTypeAndAFactWithoutField() {
        // Given
        FactSchema schema = TestFacts.schema("r", Map.of("count", FactType.INTEGER));
        Schema record = FactRecords.schemaOf(schema);
        Map<String, JsonNode> wrong = Map.of("count", TextNode.valueOf("7"));
        Map<String, JsonNode> unknown = Map.of("other", LongNode.valueOf(7));

        // When
        List<String> mismatches = FactRecords.mismatches(schema, wrong);

        // Then
        assertThat(mismatches).containsExactly("fact 'count': expected an integer, got \"7\"");
        assertThatThrownBy(() -> FactRecords.toRecord(record, TestFacts.row("r", wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fact 'count': expected an integer, got \"7\"");
        assertThatThrownBy(() -> FactRecords.toRecord(record, TestFacts.row("r", unknown)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fact 'other' is not in the schema of r");
    }

    @Test
    void shouldReadWhatAProgramWroteWithASchemaOfItsOwnHand() {
        // Given
        Schema schema = foreign("'timestamp-millis', 'x': 1", "'int'", "'float'", "");
        var record = new GenericData.Record(schema);
        record.put("observedAt", 1_000L);
        record.put("retrieverVersion", "2.0.0");
        record.put("nullFacts", List.of());
        record.put("count", 7);
        record.put("ratio", 0.5f);
        record.put("note", "not a fact");

        // When
        FactRow row = FactRecords.toRow(TestFacts.ENTITY, record);

        // Then
        assertThat(row.facts()).isEqualTo(Map.of("count", Json.number(7), "ratio", Json.number(0.5)));
        assertThat(row.runId()).isNull();
        assertThat(row.version()).isEqualTo("2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"observedAt", "retrieverVersion", "nullFacts"})
    void shouldRefuseARecordThatLacksWhatEveryRowHas(String field) {
        // Given
        Schema schema = foreign("'timestamp-millis'", "'int'", "'float'", field);
        GenericRecord record = new GenericData.Record(schema);

        // When
        assertThatThrownBy(() -> FactRecords.toRow(TestFacts.ENTITY, record))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.foreign.Foreign is no fact record");
    }

    @Test
    void shouldRefuseARecordWhoseFieldsAreOfOtherTypes() {
        // Given
        Schema schema = new Schema.Parser()
                .parse(("{'type': 'record', 'name': 'Odd', 'retrieverId': 'odd', 'fields': ["
                                + "{'name': 'observedAt', 'type': 'string'}, {'name': 'retrieverVersion', 'type': 'string'},"
                                + "{'name': 'nullFacts', 'type': 'string'}]}")
                        .replace('\'', '"'));
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), "text"));

        // When
        assertThatThrownBy(() -> FactRecords.toRow(TestFacts.ENTITY, record))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Odd");
    }

    @Test
    void shouldRefuseARecordThatNamesNoRetriever() {
        // Given
        Schema schema = Schema.createRecord("Stray", null, "a", false, List.of());

        // When
        assertThatThrownBy(() -> FactRecords.retrieverId(schema))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.Stray is no fact record: it has no 'retrieverId' property");
    }

    private static Schema foreign(String logicalType, String count, String ratio, String without) {
        String text = ("{'type': 'record', 'name': 'Foreign', 'namespace': 'io.foreign', 'retrieverId': 'foreign',"
                        + " 'fields': [{'name': 'observedAt', 'type': {'type': 'long', 'logicalType': " + logicalType
                        + "}}, {'name': 'retrieverVersion', 'type': 'string'},"
                        + " {'name': 'nullFacts', 'type': {'type': 'array', 'items': 'string'}},"
                        + " {'name': 'count', 'type': " + count + ", 'factName': 'count', 'factType': 'integer'},"
                        + " {'name': 'ratio', 'type': " + ratio + ", 'factName': 'ratio', 'factType': 'float'},"
                        + " {'name': 'note', 'type': 'string'}]}")
                .replace('\'', '"');
        return new Schema.Parser().parse(without.isEmpty() ? text : text.replace(without, "renamed"));
    }
}
