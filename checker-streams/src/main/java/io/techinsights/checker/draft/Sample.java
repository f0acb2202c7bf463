package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Some of very many, so that each kind is among them: of every kind the first entities, whatever the order they came in and
 * whichever instance they came from.
 */
final class Sample {
    private final int size;
    private final Map<String, TreeMap<String, JsonNode>> byKind = new TreeMap<>();

    Sample(int size) {
        this.size = size;
    }

    /** Takes an entity in, where it is among the first of its kind. */
    void offer(String kind, String entity, Supplier<JsonNode> json) {
        TreeMap<String, JsonNode> first = byKind.computeIfAbsent(kind, key -> new TreeMap<>());
        if (size == 0 || (first.size() >= size && entity.compareTo(first.lastKey()) > 0)) {
            return;
        }
        first.put(entity, json.get());
        if (first.size() > size) {
            first.pollLastEntry();
        }
    }

    /** As many as there may be: one of each kind in turn. */
    ArrayNode toJson() {
        List<Iterator<JsonNode>> kinds = new ArrayList<>();
        byKind.values().forEach(first -> kinds.add(first.values().iterator()));
        ArrayNode list = Json.array();
        while (list.size() < size && kinds.stream().anyMatch(Iterator::hasNext)) {
            for (Iterator<JsonNode> kind : kinds) {
                if (kind.hasNext() && list.size() < size) {
                    list.add(kind.next());
                }
            }
        }
        return list;
    }
}
