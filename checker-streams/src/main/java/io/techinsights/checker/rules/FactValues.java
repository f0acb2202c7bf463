package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.rules.FactTable.Entry;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one entity by their numbers in a {@link FactTable}, each looked up, and made fit to be shown, once at most. A
 * fact that is null is there.
 */
final class FactValues {
    static final int NONE = -1;

    private final FactTable table;
    private final @Nullable FactRow[] rows;
    private final @Nullable JsonNode[] values;
    private final @Nullable JsonNode[] shown;

    FactValues(FactTable table, EntityFacts facts) {
        List<String> retrievers = table.retrievers();
        this.table = table;
        this.rows = new FactRow[retrievers.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = facts.rows().get(retrievers.get(i));
        }
        this.values = new JsonNode[table.entries().size()];
        this.shown = new JsonNode[values.length];
    }

    /** The first of these numbers under which there is a fact, {@link #NONE} where there is none under any. */
    int first(int[] numbers) {
        for (int number : numbers) {
            if (!value(number).isMissingNode()) {
                return number;
            }
        }
        return NONE;
    }

    /** The fact with numbers as JavaScript has them. */
    JsonNode shown(int number) {
        JsonNode known = shown[number];
        JsonNode node = known == null ? Json.canonical(value(number)) : known;
        shown[number] = node;
        return node;
    }

    /** The fact as it came; a missing node where there is none. */
    JsonNode value(int number) {
        JsonNode known = values[number];
        if (known != null) {
            return known;
        }
        Entry entry = table.entries().get(number);
        FactRow row = rows[entry.retriever()];
        JsonNode fact = row == null ? null : row.facts().get(entry.name());
        JsonNode value = fact == null ? MissingNode.getInstance() : fact;
        values[number] = value;
        return value;
    }
}
