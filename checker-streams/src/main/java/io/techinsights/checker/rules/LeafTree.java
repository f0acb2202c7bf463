package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.EvaluatedTree.Place;
import io.techinsights.schemas.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A leaf in the evaluated tree: what the author wrote is laid out once, and an evaluation fills in what it saw. */
final class LeafTree {
    private static final List<String> RESULTS = List.of("factResult", "valueResult", "result");

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
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (json.path("priority").intValue() != 0) {
            fields.put("priority", json.path("priority"));
        }
        EvaluatedTree.putName(fields, leaf);
        fields.put("operator", json.path("operator"));
        fields.put("value", json.path("value"));
        fields.put("fact", json.path("fact"));
        this.gap = fields.size();
        RESULTS.forEach(key -> fields.put(key, MissingNode.getInstance()));
        if (json.has("params")) {
            fields.put("params", json.path("params"));
        }
        if (!json.path("path").asText().isEmpty()) {
            fields.put("path", json.path("path"));
        }
        this.keys = fields.keySet().toArray(String[]::new);
        this.values = fields.values().toArray(JsonNode[]::new);
        this.skipped = withoutMissing(FixedObject.of(keys, values));
    }

    Leaf leaf() {
        return leaf;
    }

    /** What it shows where it is not evaluated. */
    JsonNode skipped() {
        return skipped;
    }

    /** The text of what stands before what an evaluation saw. */
    String head() {
        String text = Json.write(FixedObject.of(Arrays.copyOf(keys, gap), Arrays.copyOf(values, gap)));
        return text.substring(0, text.length() - 1);
    }

    /** The text of what stands behind it. */
    String tail() {
        int after = gap + RESULTS.size();
        String text = Json.write(FixedObject.of(
                Arrays.copyOfRange(keys, after, keys.length), Arrays.copyOfRange(values, after, keys.length)));
        return after == keys.length ? "}" : "," + text.substring(1);
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
