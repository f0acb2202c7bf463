package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.EvaluatedTree.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** A leaf in the evaluated tree: what the author wrote is laid out once, and an evaluation fills in what it saw. */
final class LeafTree {
    private final Leaf leaf;
    private final Place place;
    private final JsonNode skipped;
    private final String[] keys;
    private final JsonNode[] values;
    private final int gap;

    LeafTree(Leaf leaf, Place place) {
        this.leaf = leaf;
        this.place = place;
        JsonNode json = leaf.json();
        Map<String, JsonNode> head = new LinkedHashMap<>();
        if (json.path("priority").intValue() != 0) {
            head.put("priority", json.path("priority"));
        }
        EvaluatedTree.putName(head, leaf);
        head.put("operator", json.path("operator"));
        head.put("value", json.path("value"));
        head.put("fact", json.path("fact"));
        Map<String, JsonNode> whole = new LinkedHashMap<>(head);
        whole.put("factResult", BooleanNode.FALSE);
        whole.put("valueResult", BooleanNode.FALSE);
        whole.put("result", BooleanNode.FALSE);
        Map<String, JsonNode> tail = new LinkedHashMap<>();
        if (json.has("params")) {
            tail.put("params", json.path("params"));
        }
        if (!json.path("path").asText().isEmpty()) {
            tail.put("path", json.path("path"));
        }
        whole.putAll(tail);
        this.gap = head.size();
        head.putAll(tail);
        this.skipped = FixedObject.of(head);
        this.keys = whole.keySet().toArray(String[]::new);
        this.values = whole.values().toArray(JsonNode[]::new);
    }

    Leaf leaf() {
        return leaf;
    }

    /** What it shows where it is not evaluated. */
    JsonNode skipped() {
        return skipped;
    }

    /** Fills in what came out; a side that is a missing node does not show. */
    void fill(JsonNode[][] draft, JsonNode fact, JsonNode value, boolean holds) {
        JsonNode[] filled = values.clone();
        filled[gap] = fact;
        filled[gap + 1] = value;
        filled[gap + 2] = BooleanNode.valueOf(holds);
        ObjectNode node = FixedObject.of(keys, filled);
        draft[place.group()][place.position()] =
                fact.isMissingNode() || value.isMissingNode() ? withoutMissing(node) : node;
    }

    private static JsonNode withoutMissing(ObjectNode node) {
        Map<String, JsonNode> defined = new LinkedHashMap<>();
        node.properties().forEach(field -> defined.put(field.getKey(), field.getValue()));
        defined.values().removeIf(JsonNode::isMissingNode);
        return FixedObject.of(defined);
    }
}
