package io.techinsights.standalone.topics;

import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.registry.SchemaRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry that remembers what was registered under which subject. */
final class Subjects implements SchemaRegistry {
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final Map<String, Schema> bySubject = new LinkedHashMap<>();

    @Override
    public int register(String subject, Schema schema) {
        bySubject.put(subject, schema);
        return registry.register(subject, schema);
    }

    @Override
    public void requireCompatible(String subject, Schema schema) {
        registry.requireCompatible(subject, schema);
    }

    @Override
    public Schema byId(int id) {
        return registry.byId(id);
    }

    /** The subject that a topic's records were registered under; nothing where they are no Avro. */
    Optional<Map.Entry<String, Schema>> of(String topic) {
        return bySubject.entrySet().stream()
                .filter(one -> one.getKey().startsWith(topic + "-"))
                .findFirst();
    }
}
