package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.rules.Condition.All;
import io.techinsights.checker.rules.Condition.Any;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Not;
import io.techinsights.schemas.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of conditions as json-rules-engine's {@code rule.toJSON()} gives it, laid out once for a check: an evaluation brings
 * the leaves, and all that is the same for every entity is shared by the trees of all.
 */
sealed interface EvaluatedTree {

    /** The tree with these leaves, by their number. */
    JsonNode with(JsonNode[] leaves);

    /** The layout of a condition. */
    static EvaluatedTree of(Condition condition) {
        if (condition instanceof Leaf leaf) {
            return new OneLeaf(leaf.number());
        }
        if (condition instanceof All all) {
            return group(condition, "all", all.conditions());
        }
        return condition instanceof Any any
                ? group(condition, "any", any.conditions())
                : group(condition, "not", List.of(((Not) condition).condition()));
    }

    private static EvaluatedTree group(Condition condition, String kind, List<Condition> below) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("priority", LongNode.valueOf(condition.priority()));
        putName(fields, condition);
        fields.put(kind, Json.array());
        return new Group(
                fields.keySet().toArray(String[]::new),
                fields.values().toArray(JsonNode[]::new),
                below.stream().map(EvaluatedTree::of).toArray(EvaluatedTree[]::new),
                kind.equals("not"));
    }

    /** Shows the name of a condition that has one. */
    static void putName(Map<String, JsonNode> fields, Condition condition) {
        String name = condition.name();
        if (name != null && !name.isEmpty()) {
            fields.put("name", TextNode.valueOf(name));
        }
    }

    /** Stands for the leaf of this number. */
    record OneLeaf(int number) implements EvaluatedTree {
        @Override
        public JsonNode with(JsonNode[] leaves) {
            return leaves[number];
        }
    }

    /** Conditions under one; they go into its last field, alone or as a list. */
    final class Group implements EvaluatedTree {
        private final String[] keys;
        private final JsonNode[] values;
        private final EvaluatedTree[] below;
        private final boolean alone;

        private Group(String[] keys, JsonNode[] values, EvaluatedTree[] below, boolean alone) {
            this.keys = keys;
            this.values = values;
            this.below = below;
            this.alone = alone;
        }

        @Override
        public JsonNode with(JsonNode[] leaves) {
            JsonNode[] filled = values.clone();
            filled[filled.length - 1] = alone ? below[0].with(leaves) : list(leaves);
            return FixedObject.of(keys, filled);
        }

        private ArrayNode list(JsonNode[] leaves) {
            JsonNode[] nodes = new JsonNode[below.length];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = below[i].with(leaves);
            }
            return new ArrayNode(Json.MAPPER.getNodeFactory(), Arrays.asList(nodes));
        }
    }
}
