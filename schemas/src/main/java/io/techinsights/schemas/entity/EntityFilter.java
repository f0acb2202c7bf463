package io.techinsights.schemas.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Selects entities as Backstage's catalog filter does: a list of maps, of which one has to match; a map of dotted paths,
 * which all have to match; a path matches where one of its values does. Nothing of it looks at case.
 *
 * @param json the filter as it was written
 */
public record EntityFilter(JsonNode json, List<Map<String, Condition>> anyOf) {

    /** What a path has to hold. */
    public sealed interface Condition {
        /** The path has a value, whichever; a null is one too. */
        record Exists() implements Condition {}

        /** The path has one of these values, all lower case. */
        record OneOf(Set<String> values) implements Condition {}
    }

    public EntityFilter {
        anyOf = List.copyOf(anyOf);
    }

    /**
     * Reads a filter.
     *
     * @throws IllegalArgumentException where it is neither a map nor a list of maps, or a value is no scalar
     */
    public static EntityFilter of(JsonNode json) {
        List<Map<String, Condition>> anyOf = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(map -> anyOf.add(conditions(map)));
        } else {
            anyOf.add(conditions(json));
        }
        return new EntityFilter(json, anyOf);
    }

    private static Map<String, Condition> conditions(JsonNode map) {
        if (!map.isObject()) {
            throw new IllegalArgumentException(
                    "A filter is a map of path to value, or a list of such maps, but holds " + Json.write(map));
        }
        Map<String, Condition> conditions = new LinkedHashMap<>();
        map.properties()
                .forEach(entry -> conditions.put(
                        entry.getKey().toLowerCase(Locale.ROOT), condition(entry.getKey(), entry.getValue())));
        return conditions;
    }

    private static Condition condition(String path, JsonNode value) {
        if (isExists(value)) {
            return new Condition.Exists();
        }
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode one : value.isArray() ? value : Json.array().add(value)) {
            if (isExists(one)) {
                return new Condition.Exists();
            }
            if (!one.isValueNode() || one.isNull()) {
                throw new IllegalArgumentException("Filter path '" + path
                        + "' takes a value, a list of values, or 'exists', but holds " + Json.write(value));
            }
            values.add(text(one));
        }
        return new Condition.OneOf(values);
    }

    /** Backstage's client sends a symbol for it, which in a configuration file is the word. */
    private static boolean isExists(JsonNode value) {
        return value.isTextual() && value.textValue().equals("exists");
    }

    /** Whether the entity is selected. An empty list selects nothing, an empty map everything. */
    public boolean matches(Entity entity) {
        return anyOf.stream()
                .anyMatch(conditions -> conditions.entrySet().stream()
                        .allMatch(condition -> matches(entity, condition.getKey(), condition.getValue())));
    }

    private static boolean matches(Entity entity, String path, Condition condition) {
        Stream<JsonNode> values = values(entity, path);
        if (condition instanceof Condition.OneOf oneOf) {
            return values.anyMatch(value -> !value.isNull() && oneOf.values().contains(text(value)));
        }
        return values.findAny().isPresent();
    }

    /** A value as JavaScript writes it, lower case: a whole number has no fraction. */
    private static String text(JsonNode value) {
        return Json.canonical(value).asText().toLowerCase(Locale.ROOT);
    }

    private static Stream<JsonNode> values(Entity entity, String path) {
        if (path.startsWith("relations.")) {
            String type = path.substring("relations.".length());
            return elements(entity.json().path("relations"))
                    .filter(relation -> relation.path("type").asText().equalsIgnoreCase(type))
                    .map(relation -> relation.path("targetRef"));
        }
        if (path.equals("metadata.namespace")
                && entity.json().path("metadata").path("namespace").isMissingNode()) {
            return Stream.of(TextNode.valueOf(EntityRef.DEFAULT_NAMESPACE));
        }
        return values(entity.json(), path);
    }

    /** A key may hold dots itself (annotations do), so each key that the path starts with is followed. */
    private static Stream<JsonNode> values(JsonNode node, String path) {
        if (node.isArray()) {
            return elements(node).flatMap(element -> element(element, path));
        }
        if (path.isEmpty()) {
            return node.isValueNode() ? Stream.of(node) : Stream.empty();
        }
        return node.properties().stream().flatMap(entry -> {
            String key = entry.getKey().toLowerCase(Locale.ROOT);
            if (path.equals(key)) {
                return values(entry.getValue(), "");
            }
            return path.startsWith(key + ".")
                    ? values(entry.getValue(), path.substring(key.length() + 1))
                    : Stream.empty();
        });
    }

    /** A list of texts also answers {@code path.text: true}, as the catalog's search index has it. */
    private static Stream<JsonNode> element(JsonNode element, String path) {
        if (!path.isEmpty() && element.isTextual() && element.textValue().equalsIgnoreCase(path)) {
            return Stream.of(BooleanNode.TRUE);
        }
        return values(element, path);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
