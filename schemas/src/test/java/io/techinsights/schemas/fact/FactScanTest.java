package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.fact.FactArbitraries.Observation;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactScanTest {
    private static final Map<String, FactType> TYPES = Map.of(
            "flag", FactType.BOOLEAN, "count", FactType.INTEGER, "share", FactType.FLOAT, "text", FactType.STRING);
    private static final FactSchema SCHEMA = TestFacts.schema("r", TYPES);
    private static final Schema RECORD = FactRecords.schemaOf(SCHEMA);

    private final FactRecordSerde serde = new FactRecordSerde(new InMemorySchemaRegistry());

    @Provide
    Arbitrary<Observation> observations() {
        return FactArbitraries.observations();
    }

    @Test
    void shouldVouchForScalars() {
        // Given
        byte[] bytes = bytes(Map.of(
                "flag", BooleanNode.TRUE,
                "count", LongNode.valueOf(7),
                "share", DoubleNode.valueOf(0.5),
                "text", TextNode.valueOf("ä")));

        // Then
        assertThat(scan(bytes)).hasValue(TestFacts.OBSERVED_AT.toEpochMilli());
    }

    @Test
    void shouldVouchForNullsAndAbsentFacts() {
        assertThat(scan(bytes(Map.of("flag", NullNode.getInstance(), "text", NullNode.getInstance()))))
                .hasValue(TestFacts.OBSERVED_AT.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shouldNotVouchForBytesThatAreCutShortOrTooLong(int more) {
        // Given
        byte[] bytes = bytes(Map.of("count", LongNode.valueOf(7)));

        // Then
        assertThat(scan(Arrays.copyOf(bytes, bytes.length + more))).isEmpty();
    }

    @Test
    void shouldNotVouchForAWholeNumberThatJavaScriptDoesNotHold() {
        // Given
        FactScan scan = FactScan.of(RECORD).orElseThrow();
        var record = FactRecords.toRecord(RECORD, TestFacts.row("r", Map.of()));
        record.put("count", Long.MIN_VALUE);

        // Then
        assertThat(scan.observedAt(serde.serializer().serialize("facts", record)))
                .isEmpty();
    }

    @Test
    void shouldLeaveWhatHasToBeReadToOthers() {
        // Given
        FactSchema schema = TestFacts.schema("r", Map.of("at", FactType.DATETIME));
        Schema record = FactRecords.schemaOf(schema);
        var row = TestFacts.row("r", Map.of("at", TextNode.valueOf("2026-11-01")));
        byte[] bytes = serde.serializer().serialize("facts", FactRecords.toRecord(record, row));

        // Then
        assertThat(FactScan.of(record).orElseThrow().observedAt(bytes)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"string\"",
                "{'type':'record','name':'X','fields':[{'name':'observedAt','type':'long'}]}",
                "{'type':'record','name':'X','fields':[{'name':'observedAt','type':'int'},{'name':'retrieverVersion',"
                        + "'type':'string'},{'name':'nullFacts','type':{'type':'array','items':'string'}}]}",
                "{'type':'record','name':'X','fields':[{'name':'observedAt','type':'long'},{'name':'retrieverVersion',"
                        + "'type':'string'},{'name':'nullFacts','type':{'type':'array','items':'string'}},"
                        + "{'name':'a','type':'long','factName':'a','factType':'integer'}]}"
            })
    void shouldNotScanWhatIsShapedOtherwise(String schema) {
        assertThat(FactScan.of(new Schema.Parser().parse(schema.replace('\'', '"'))))
                .isEmpty();
    }

    @Test
    void shouldNotAgreeWithAnAnnouncementOfAnotherType() {
        // Given
        FactScan scan = FactScan.of(RECORD).orElseThrow();

        // Then
        assertThat(scan.agreesWith(SCHEMA)).isTrue();
        assertThat(scan.agreesWith(TestFacts.schema("r", Map.of("other", FactType.SET))))
                .isTrue();
        assertThat(scan.agreesWith(TestFacts.schema("r", Map.of("flag", FactType.STRING))))
                .isFalse();
    }

    @Property
    void shouldVouchForNothingThatCannotBeRead(
            @ForAll("observations") Observation observation, @ForAll @Size(max = 3) List<Integer> damage) {
        // Given
        FactSchema schema = TestFacts.schema(observation.retrieverId(), observation.types());
        Schema record = FactRecords.schemaOf(schema);
        byte[] bytes = serde.serializer()
                .serialize(
                        "facts",
                        FactRecords.toRecord(record, TestFacts.row(observation.retrieverId(), observation.facts())));
        damage.forEach(at -> bytes[5 + Math.floorMod(at, bytes.length - 5)] = (byte) (at >> 8));

        // When
        OptionalLong observedAt = FactScan.of(record).orElseThrow().observedAt(bytes);

        // Then
        observedAt.ifPresent(time -> {
            FactRow row =
                    FactRecords.toRow(TestFacts.ENTITY, serde.deserializer().deserialize("facts", bytes));
            assertThat(row.observedAt().toEpochMilli()).isEqualTo(time);
            assertThat(FactRecords.mismatches(schema, row.facts())).isEmpty();
        });
    }

    private byte[] bytes(Map<String, JsonNode> facts) {
        return serde.serializer().serialize("facts", FactRecords.toRecord(RECORD, TestFacts.row("r", facts)));
    }

    private static OptionalLong scan(byte[] bytes) {
        return FactScan.of(RECORD).orElseThrow().observedAt(bytes);
    }
}
