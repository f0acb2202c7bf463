package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;

/** What templates see of an entity: the entity itself, its reference, and its namespace where it names none. */
final class EntityScope {
    private EntityScope() {}

    /** The entity, with {@code entityRef} beside its own keys, and {@code metadata.namespace}. */
    static ObjectNode of(Entity entity) {
        ObjectNode scope = Json.object();
        scope.setAll(entity.json());
        ObjectNode metadata = Json.object().put("namespace", entity.ref().namespace());
        if (entity.json().path("metadata") instanceof ObjectNode given) {
            metadata.setAll(given);
        }
        scope.set("metadata", metadata);
        return scope.put("entityRef", entity.ref().toString());
    }
}
