package io.techinsights.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records of many types in one topic, each under the subject {@code <topic>-<record name>}. A record is read with the
 * schema it was written with.
 */
public final class FactRecordSerde implements Serde<GenericRecord> {
    private final SchemaRegistry registry;
    private final Map<Schema, GenericDatumWriter<GenericRecord>> writers = new ConcurrentHashMap<>();
    private final Deserializer<GenericRecord> deserializer;

    public FactRecordSerde(SchemaRegistry registry) {
        this.registry = registry;
        this.deserializer = new WireDeserializer<>(registry, GenericDatumReader::new);
    }

    /** The subject of a record type in a topic. */
    public static String subject(String topic, Schema record) {
        return topic + "-" + record.getFullName();
    }

    @Override
    public Serializer<GenericRecord> serializer() {
        return (topic, record) -> {
            if (record == null) {
                return null;
            }
            Schema schema = record.getSchema();
            int id = registry.register(subject(topic, schema), schema);
            return WireFormat.write(id, writers.computeIfAbsent(schema, key -> new GenericDatumWriter<>(key)), record);
        };
    }

    @Override
    public Deserializer<GenericRecord> deserializer() {
        return deserializer;
    }
}
