package io.techinsights.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records of one generated class, under the subject {@code <topic>-value}. A record that was written with another
 * version of the schema is read as this one.
 */
public final class RecordSerde<T extends SpecificRecord> implements Serde<T> {
    // Avro makes objects of no class that it was not told to trust: those generated in this project are.
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().startsWith("io.techinsights.")));
    }

    private final SchemaRegistry registry;
    private final Schema schema;
    private final GenericDatumWriter<T> writer;
    private final Deserializer<T> deserializer;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    public RecordSerde(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.schema = SpecificData.get().getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema);
        this.deserializer = new WireDeserializer<>(registry, written -> new SpecificDatumReader<>(written, schema));
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, record) -> {
            if (record == null) {
                return null;
            }
            int id = ids.computeIfAbsent(topic, name -> registry.register(name + "-value", schema));
            return WireFormat.write(id, writer, record);
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
