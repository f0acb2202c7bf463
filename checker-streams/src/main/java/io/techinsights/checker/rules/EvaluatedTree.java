package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.rules.CheckRun.LeafState;
import io.techinsights.checker.rules.Condition.All;
import io.techinsights.checker.rules.Condition.Any;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Not;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of conditions as json-rules-engine's {@code rule.toJSON()} gives it, with what each evaluated leaf saw. */
final class EvaluatedTree {
    private final @Nullable CheckRun run;

    private EvaluatedTree(@Nullable CheckRun run) {
        this.run = run;
    }

    /** The tree before anything was evaluated. */
    static JsonNode of(Condition root) {
        return new EvaluatedTree(null).node(root);
    }

    static JsonNode of(Condition root, CheckRun run) {
        return new EvaluatedTree(run).node(root);
    }

    private ObjectNode node(Condition condition) {
        if (condition instanceof Leaf leaf) {
            return leaf(leaf);
        }
        ObjectNode node = Json.object().put("priority", (long) condition.priority());
        putName(node, condition);
        if (condition instanceof Not not) {
            node.set("not", node(not.condition()));
        } else if (condition instanceof All all) {
            putAll(node, "all", all.conditions());
        } else if (condition instanceof Any any) {
            putAll(node, "any", any.conditions());
        }
        return node;
    }

    private void putAll(ObjectNode node, String kind, List<Condition> conditions) {
        var list = node.putArray(kind);
        conditions.forEach(one -> list.add(node(one)));
    }

    private ObjectNode leaf(Leaf leaf) {
        ObjectNode node = Json.object();
        JsonNode json = leaf.json();
        if (json.path("priority").intValue() != 0) {
            node.set("priority", json.get("priority"));
        }
        putName(node, leaf);
        node.set("operator", json.get("operator"));
        node.set("value", json.get("value"));
        node.set("fact", json.get("fact"));
        if (run != null) {
            putResults(node, leaf.number(), run);
        }
        if (json.has("params")) {
            node.set("params", json.get("params"));
        }
        if (!json.path("path").asText().isEmpty()) {
            node.set("path", json.get("path"));
        }
        return node;
    }

    private static void putResults(ObjectNode node, int leaf, CheckRun run) {
        LeafState state = run.state(leaf);
        if (state == LeafState.HOLDS || state == LeafState.HOLDS_NOT) {
            putDefined(node, "factResult", run.fact(leaf));
            putDefined(node, "valueResult", run.value(leaf));
            node.put("result", state == LeafState.HOLDS);
        }
    }

    private static void putDefined(ObjectNode node, String key, JsonNode value) {
        if (!value.isMissingNode()) {
            node.set(key, Json.canonical(value));
        }
    }

    private static void putName(ObjectNode node, Condition condition) {
        String name = condition.name();
        if (name != null && !name.isEmpty()) {
            node.put("name", name);
        }
    }
}
