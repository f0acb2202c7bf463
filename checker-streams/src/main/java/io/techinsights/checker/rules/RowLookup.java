package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.rules.FactTable.Entry;
import io.techinsights.schemas.fact.FactRow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that are to be found in the row of one retriever. Rows of one retriever are mostly alike, so those found in the last
 * one are asked for first, and no other once all that the row has was found.
 */
final class RowLookup {
    private final String retriever;
    private final int[] entries;
    private final String[] names;
    private volatile int[] order;

    /** @param entries the numbers of the facts */
    RowLookup(FactTable table, int retriever, int[] entries) {
        this.retriever = table.retrievers().get(retriever);
        this.entries = entries;
        this.names = Arrays.stream(entries)
                .mapToObj(table.entries()::get)
                .map(Entry::name)
                .toArray(String[]::new);
        this.order = IntStream.range(0, entries.length).toArray();
    }

    /** Fills in the facts that the row has, by their numbers. */
    void into(@Nullable JsonNode[] found, Map<String, FactRow> byRetriever) {
        FactRow row = byRetriever.get(retriever);
        if (row == null) {
            return;
        }
        Map<String, JsonNode> facts = row.facts();
        int unseen = facts.size();
        boolean inOrder = true;
        boolean missed = false;
        int[] known = order;
        for (int i = 0; i < known.length && unseen > 0; i++) {
            JsonNode fact = facts.get(names[known[i]]);
            if (fact == null) {
                missed = true;
            } else {
                found[entries[known[i]]] = fact;
                unseen--;
                inOrder &= !missed;
            }
        }
        if (!inOrder) {
            order = foundFirst(known, found);
        }
    }

    private int[] foundFirst(int[] known, @Nullable JsonNode[] found) {
        return Arrays.stream(known)
                .boxed()
                .sorted(Comparator.comparing(i -> found[entries[i]] == null))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
