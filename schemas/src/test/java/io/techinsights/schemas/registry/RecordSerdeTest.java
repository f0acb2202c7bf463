package io.techinsights.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.Relation;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class RecordSerdeTest {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordSerde<CatalogEntity> serde = new RecordSerde<>(registry, CatalogEntity.class);

    @Test
    void shouldArriveAsItWasSent() {
        // Given
        CatalogEntity entity = CatalogEntity.newBuilder()
                .setApiVersion("v1")
                .setKind("Component")
                .setNamespace("default")
                .setName("petstore")
                .setMetadata("{}")
                .setRelations(List.of(new Relation("ownedBy", "group:default/a")))
                .build();

        // When
        byte[] bytes = serde.serializer().serialize("entities", entity);

        // Then
        assertThat(serde.deserializer().deserialize("entities", bytes)).isEqualTo(entity);
    }

    @Test
    void shouldReadWhatAnOlderVersionWrote() {
        // Given
        Schema older = new Schema.Parser()
                .parse(
                        ("{'type': 'record', 'name': 'CatalogEntity', 'namespace': 'io.techinsights.schemas.avro', 'fields':"
                                        + " [{'name': 'name', 'type': 'string'}, {'name': 'apiVersion', 'type': 'string'},"
                                        + " {'name': 'dropped', 'type': 'long'}, {'name': 'kind', 'type': 'string'},"
                                        + " {'name': 'namespace', 'type': 'string'}, {'name': 'metadata', 'type': 'string'}]}")
                                .replace('\'', '"'));
        GenericRecord record = new GenericData.Record(older);
        older.getFields().forEach(field -> record.put(field.pos(), field.name()));
        record.put("dropped", 7L);

        // When
        byte[] bytes =
                WireFormat.write(registry.register("entities-value", older), new GenericDatumWriter<>(older), record);

        // Then
        CatalogEntity read = serde.deserializer().deserialize("entities", bytes);
        assertThat(read.getName()).isEqualTo("name");
        assertThat(read.getKind()).isEqualTo("kind");
        assertThat(read.getSpec()).isNull();
        assertThat(read.getRelations()).isEmpty();
    }

    @Test
    void shouldPassATombstone() {
        // When
        byte[] bytes = serde.serializer().serialize("entities", null);

        // Then
        assertThat(bytes).isNull();
        assertThat(serde.deserializer().deserialize("entities", null)).isNull();
    }
}
