package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ApiException;
import java.util.ArrayList;
import java.util.List;

/** The entities that a bulk request names: references, objects of their parts, or whole entities. */
public final class EntityList {
    private EntityList() {}

    /**
     * Reads them, in the order asked.
     *
     * @throws ApiException 400 naming the first that is malformed
     */
    public static List<EntityRef> of(JsonNode entities) {
        if (!entities.isArray()) {
            throw ApiException.badRequest("'entities' must be a list of entities, but is "
                    + (entities.isMissingNode() ? "missing" : Json.write(entities)));
        }
        List<EntityRef> refs = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            try {
                refs.add(entity(entities.get(i)));
            } catch (IllegalArgumentException e) {
                throw ApiException.badRequest("entities[" + i + "]: " + e.getMessage());
            }
        }
        return refs;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is malformed
     */
    public static EntityRef entity(JsonNode entity) {
        if (entity.isTextual()) {
            return EntityRef.parse(entity.textValue());
        }
        JsonNode named = entity.path("metadata").isObject() ? entity.path("metadata") : entity;
        String kind = entity.path("kind").asText();
        String name = named.path("name").asText();
        if (kind.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected an entity reference, or an object with kind and name, got " + Json.write(entity));
        }
        return new EntityRef(kind, named.path("namespace").asText(EntityRef.DEFAULT_NAMESPACE), name);
    }
}
