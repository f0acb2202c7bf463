package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.json.Json;
import org.jspecify.annotations.Nullable;

/** The facts of one entity by their numbers in a table, each looked up, and made fit to be shown, once at most. */
final class FactValues {
    private final FactTable table;
    private final EntityFacts facts;
    private final @Nullable JsonNode[] values;
    private final @Nullable JsonNode[] shown;

    FactValues(FactTable table, EntityFacts facts) {
        this.table = table;
        this.facts = facts;
        this.values = new JsonNode[table.size()];
        this.shown = new JsonNode[table.size()];
    }

    /** Whether the entity has this fact; one that is null counts. */
    boolean has(int number) {
        if (values[number] == null) {
            values[number] = table.find(number, facts);
        }
        return values[number] != null;
    }

    /** The fact as it came. */
    JsonNode value(int number) {
        JsonNode value = has(number) ? values[number] : null;
        if (value == null) {
            throw new IllegalStateException("A check was begun without all of its facts");
        }
        return value;
    }

    /** The fact with numbers as JavaScript has them. */
    JsonNode shown(int number) {
        JsonNode known = shown[number];
        JsonNode node = known == null ? Json.canonical(value(number)) : known;
        shown[number] = node;
        return node;
    }
}
