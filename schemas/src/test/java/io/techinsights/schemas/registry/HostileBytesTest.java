package io.techinsights.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.Relation;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a record, or a {@link SerializationException}, and never more memory than they are worth. */
class HostileBytesTest {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final FactRecordSerde facts = new FactRecordSerde(registry);
    private final byte[] fact = facts.serializer().serialize("facts", factRecord());
    private final RecordSerde<CatalogEntity> entities = new RecordSerde<>(registry, CatalogEntity.class);
    private final byte[] entity = entities.serializer().serialize("entities", entity());

    @Property(tries = 3000)
    void shouldSurviveNoise(@ForAll @IntRange(min = -1, max = 4) int id, @ForAll @Size(max = 60) byte[] noise) {
        // Given
        byte[] bytes = ByteBuffer.allocate(5 + noise.length)
                .put((byte) 0)
                .putInt(id)
                .put(noise)
                .array();

        // When
        read(facts, bytes);
        read(entities, bytes);

        // Then
        read(facts, noise);
        read(entities, noise);
    }

    @Property(tries = 5000)
    void shouldSurviveAChangedByte(
            @ForAll @IntRange(max = 500) int at, @ForAll byte value, @ForAll @IntRange(max = 500) int cut) {
        // Given
        byte[] changedFact = changed(fact, at, value, cut);
        byte[] changedEntity = changed(entity, at, value, cut);

        // When
        read(facts, changedFact);

        // Then
        read(entities, changedEntity);
    }

    private static byte[] changed(byte[] original, int at, byte value, int cut) {
        byte[] bytes = Arrays.copyOf(original, original.length - (cut % original.length) / 4);
        bytes[at % bytes.length] = value;
        return bytes;
    }

    /** Lengths far beyond the bytes there are: of a text, of a list, of a list's bytes, and below nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "feffffff0f",
                "eeffffff0f",
                "80a8d6b907",
                "f0ffffff0f",
                "fffffffffffffffff7",
                "01",
                "ffffffff0f",
                "feffffffffffffffff01"
            })
    void shouldNotBelieveALength(String length) {
        // Given
        Schema texts = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"T\", \"retrieverId\": \"t\", \"fields\": ["
                        + "{\"name\": \"list\", \"type\": {\"type\": \"array\", \"items\": \"string\"}}]}");
        Schema text = new Schema.Parser()
                .parse(
                        "{\"type\": \"record\", \"name\": \"U\", \"fields\": [{\"name\": \"a\", \"type\": \"string\"}]}");

        // When
        byte[] list = bytes(registry.register("a", texts), length);
        byte[] one = bytes(registry.register("b", text), length);

        // Then
        assertThatThrownBy(() -> facts.deserializer().deserialize("facts", list))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> facts.deserializer().deserialize("facts", one))
                .isInstanceOf(SerializationException.class);
    }

    /** A list of things that take no bytes: no length can be told from the bytes that are left. */
    @Test
    void shouldNotBelieveALengthOfNothings() {
        // Given
        Schema nothings = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"V\", \"fields\": ["
                        + "{\"name\": \"list\", \"type\": {\"type\": \"array\", \"items\": \"null\"}}]}");

        // When
        byte[] bytes = bytes(registry.register("a", nothings), "80a8d6b907" + "00");

        // Then
        assertThatThrownBy(() -> facts.deserializer().deserialize("facts", bytes))
                .isInstanceOf(SerializationException.class);
    }

    /** Each byte goes one record deeper. */
    @Test
    void shouldNotFallDownADeepRecord() {
        // Given
        Schema chain = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Chain\", \"fields\": ["
                        + "{\"name\": \"next\", \"type\": [\"null\", \"Chain\"]}]}");

        // When
        byte[] bytes = bytes(registry.register("a", chain), "02".repeat(900_000) + "00");

        // Then
        assertThatThrownBy(() -> facts.deserializer().deserialize("facts", bytes))
                .isInstanceOf(SerializationException.class);
    }

    private static byte[] bytes(int id, String hex) {
        byte[] body = HexFormat.of().parseHex(hex);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    /** A record of another type in the topic is not read as one of this. */
    @Test
    void shouldRefuseARecordOfAnotherType() {
        // Given
        Deserializer<CheckResult> results = new RecordSerde<>(registry, CheckResult.class).deserializer();

        // When
        assertThatThrownBy(() -> results.deserialize("check-results", entity))

                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("CatalogEntity");
    }

    private static <T> void read(Serde<T> serde, byte[] bytes) {
        try {
            assertThat(serde.deserializer().deserialize("t", bytes)).isNotNull();
        } catch (SerializationException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static CatalogEntity entity() {
        return CatalogEntity.newBuilder()
                .setApiVersion("v1")
                .setKind("Component")
                .setNamespace("default")
                .setName("petstore")
                .setMetadata("{\"name\":\"petstore\"}")
                .setSpec("{}")
                .setRelations(List.of(new Relation("ownedBy", "group:default/a"), new Relation("partOf", "system:a/b")))
                .build();
    }

    private static GenericRecord factRecord() {
        Map<String, FactDefinition> definitions = new LinkedHashMap<>();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map.of(
                        FactType.INTEGER, "7",
                        FactType.FLOAT, "0.5",
                        FactType.STRING, "\"text\"",
                        FactType.BOOLEAN, "true",
                        FactType.SET, "[1, \"a\", {\"b\": []}]",
                        FactType.OBJECT, "{\"c\": null}")
                .forEach((type, value) -> {
                    definitions.put(type.id(), FactDefinition.of(type, "A " + type.id()));
                    values.put(type.id(), Json.parse(value));
                });
        var schema = new FactSchema(
                "r",
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                FactSchema.ORIGIN_PUSH,
                definitions);
        var row = new FactRow("r", "1.0.0", EntityRef.parse("component:a/b"), Instant.EPOCH, null, values);
        return FactRecords.toRecord(FactRecords.schemaOf(schema), row);
    }
}
