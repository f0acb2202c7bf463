package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.rules.Condition.All;
import io.techinsights.checker.rules.Condition.Any;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Not;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of conditions as json-rules-engine's {@code rule.toJSON()} gives it, laid out once for a check: all that is the same
 * for every entity is shared by the trees of all. A tree begins as a draft, in which the leaves that were evaluated are filled
 * in. A draft holds, of each group, what its conditions show.
 */
final class EvaluatedTree {
    private final List<Group> groups = new ArrayList<>();
    private final List<LeafTree> leaves = new ArrayList<>();

    /** Where a condition is: under which group, as which of its conditions. */
    record Place(int group, int position) {}

    /**
     * Conditions under one. A group comes before those under it.
     *
     * @param values of its keys; the last is for the conditions, alone or as a list
     * @param drafted what its conditions show where none is evaluated
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Group(Place place, String[] keys, JsonNode[] values, boolean alone, JsonNode[] drafted) {
        Map<String, JsonNode> with(JsonNode[] conditions) {
            JsonNode[] filled = values.clone();
            filled[filled.length - 1] =
                    alone ? conditions[0] : new ArrayNode(Json.MAPPER.getNodeFactory(), Arrays.asList(conditions));
            return new FixedObject(keys, filled);
        }
    }

    /** Lays out the conditions under a root, which is no leaf. */
    EvaluatedTree(Condition root) {
        add(root, new Place(0, 0));
    }

    private void add(Condition condition, Place place) {
        if (condition instanceof Leaf leaf) {
            var tree = new LeafTree(leaf, place);
            leaves.add(tree);
            groups.get(place.group()).drafted()[place.position()] = tree.skipped();
        } else if (condition instanceof All all) {
            add(condition, place, "all", all.conditions());
        } else if (condition instanceof Any any) {
            add(condition, place, "any", any.conditions());
        } else if (condition instanceof Not not) {
            add(condition, place, "not", List.of(not.condition()));
        }
    }

    private void add(Condition condition, Place place, String kind, List<Condition> below) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("priority", LongNode.valueOf(condition.priority()));
        putName(fields, condition);
        fields.put(kind, Json.array());
        int number = groups.size();
        groups.add(new Group(
                place,
                fields.keySet().toArray(String[]::new),
                fields.values().toArray(JsonNode[]::new),
                kind.equals("not"),
                new JsonNode[below.size()]));
        for (int position = 0; position < below.size(); position++) {
            add(below.get(position), new Place(number, position));
        }
    }

    /** Shows the name of a condition that has one. */
    static void putName(Map<String, JsonNode> fields, Condition condition) {
        String name = condition.name();
        if (name != null && !name.isEmpty()) {
            fields.put("name", TextNode.valueOf(name));
        }
    }

    /** Every leaf, in the order they were written. */
    List<LeafTree> leaves() {
        return leaves;
    }

    /**
     * The fields of the tree of a check in a run.
     *
     * @param comparisons its leaves
     * @param firstLeaf the number of the first of them in the run's selection
     */
    Map<String, JsonNode> of(List<Comparison> comparisons, EntityRun run, int firstLeaf) {
        JsonNode[][] draft = draft();
        for (int i = 0; i < comparisons.size(); i++) {
            if (run.isTested(firstLeaf + i)) {
                comparisons.get(i).fill(draft, run, run.held(firstLeaf + i));
            }
        }
        return of(draft);
    }

    private JsonNode[][] draft() {
        JsonNode[][] draft = new JsonNode[groups.size()][];
        for (int i = 0; i < draft.length; i++) {
            draft[i] = groups.get(i).drafted().clone();
        }
        return draft;
    }

    private Map<String, JsonNode> of(JsonNode[][] draft) {
        for (int i = draft.length - 1; i > 0; i--) {
            Group group = groups.get(i);
            draft[group.place().group()][group.place().position()] = node(group.with(draft[i]));
        }
        return groups.get(0).with(draft[0]);
    }

    /** The tree where nothing is evaluated. */
    JsonNode unevaluated() {
        return node(of(draft()));
    }

    private static JsonNode node(Map<String, JsonNode> fields) {
        return new ObjectNode(Json.MAPPER.getNodeFactory(), fields);
    }
}
