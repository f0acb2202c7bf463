package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a schema says of one fact.
 *
 * @param since the version that brought it
 * @param metadata whatever the retriever's author adds
 */
public record FactDefinition(
        FactType type,
        String description,
        @Nullable String since,
        @Nullable JsonNode metadata) {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("type", "description", "since", "metadata"));

    /** A fact with the two things that every fact has. */
    public static FactDefinition of(FactType type, String description) {
        return new FactDefinition(type, description, null, null);
    }

    /**
     * Reads {@code {type, description, since?, metadata?}}.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static FactDefinition of(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("expected an object of " + KEYS + ", got " + Json.write(json));
        }
        json.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "': expected one of " + KEYS);
            }
        });
        return new FactDefinition(
                FactType.of(text(json, "type", true)),
                text(json, "description", true),
                json.hasNonNull("since") ? text(json, "since", false) : null,
                json.hasNonNull("metadata") ? json.get("metadata") : null);
    }

    private static String text(JsonNode json, String key, boolean required) {
        JsonNode value = json.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    value.isMissingNode() && required ? "'" + key + "' is missing" : "'" + key + "' must be a string");
        }
        return value.textValue();
    }

    /** The form that upstream's fact-schemas route answers with. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("type", type.id()).put("description", description);
        if (since != null) {
            json.put("since", since);
        }
        if (metadata != null) {
            json.set("metadata", metadata);
        }
        return json;
    }
}
