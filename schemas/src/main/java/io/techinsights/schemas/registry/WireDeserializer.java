package io.techinsights.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the wire format, with one reader for each schema that something was written with. */
final class WireDeserializer<T> implements Deserializer<T> {
    private final SchemaRegistry registry;
    private final Function<Schema, GenericDatumReader<T>> reader;
    private final Map<Integer, GenericDatumReader<T>> readers = new ConcurrentHashMap<>();

    /**
     * @param reader makes the reader of what was written with a schema
     */
    WireDeserializer(SchemaRegistry registry, Function<Schema, GenericDatumReader<T>> reader) {
        this.registry = registry;
        this.reader = reader;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        int id = WireFormat.schemaId(bytes);
        Schema written = registry.byId(id);
        return WireFormat.read(bytes, written, readers.computeIfAbsent(id, key -> reader.apply(written)));
    }
}
