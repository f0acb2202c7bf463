package io.techinsights.schemas.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry that lives and dies with its process, for work that needs no other program: tests, and tools offline. */
public final class InMemorySchemaRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        int index = schemas.indexOf(schema);
        if (index < 0) {
            schemas.add(schema);
            index = schemas.size() - 1;
        }
        return index + 1;
    }

    /** Anything goes: nothing here outlives the process that changes it. */
    @Override
    public void requireCompatible(String subject, Schema schema) {}

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new RegistryException.Refused(40403, "Schema " + id + " not found");
        }
        return schemas.get(id - 1);
    }
}
