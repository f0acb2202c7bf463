package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.checker.rules.FactTable.Entry;
import io.techinsights.schemas.fact.FactRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the facts that the checks of a selection name: each fact of a row is asked for once, whatever names it. */
final class FactLookup {
    private final int size;
    private final int entries;
    private final int[] slots;
    private final int[][] choices;
    private final List<Row> rows;

    /**
     * Takes what there is to be found.
     *
     * @param slots of the facts that the checks name
     */
    FactLookup(FactTable table, int[] slots) {
        this.size = table.slots().size();
        this.entries = table.entries().size();
        this.slots = slots;
        this.choices = Arrays.stream(slots).mapToObj(table.slots()::get).toArray(int[][]::new);
        this.rows = new ArrayList<>();
        for (int retriever = 0; retriever < table.retrievers().size(); retriever++) {
            int[] named = named(table, retriever);
            if (named.length != 0) {
                rows.add(new Row(table, retriever, named));
            }
        }
    }

    private int[] named(FactTable table, int retriever) {
        return Arrays.stream(choices)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .filter(entry -> table.entries().get(entry).retriever() == retriever)
                .toArray();
    }

    /** How many slots the whole set of checks has. */
    int size() {
        return size;
    }

    /**
     * Fills in the fact of each slot, a missing node where there is none.
     *
     * @return whether all were there
     */
    boolean into(JsonNode[] values, Map<String, FactRow> byRetriever) {
        @Nullable JsonNode[] found = new JsonNode[entries];
        for (Row row : rows) {
            row.into(found, byRetriever);
        }
        boolean complete = true;
        for (int i = 0; i < slots.length; i++) {
            JsonNode value = first(found, choices[i]);
            complete &= value != null;
            values[slots[i]] = value == null ? MissingNode.getInstance() : value;
        }
        return complete;
    }

    private static @Nullable JsonNode first(@Nullable JsonNode[] found, int[] choice) {
        for (int entry : choice) {
            JsonNode value = found[entry];
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /**
     * The facts that are to be found in the row of one retriever. Rows of one retriever are mostly alike, so those found in the last
     * one are asked for first, and no other once all that the row has was found.
     */
    private static final class Row {
        private final String retriever;
        private final int[] entries;
        private final String[] names;
        private volatile int[] order;

        Row(FactTable table, int retriever, int[] entries) {
            this.retriever = table.retrievers().get(retriever);
            this.entries = entries;
            this.names = Arrays.stream(entries)
                    .mapToObj(table.entries()::get)
                    .map(Entry::name)
                    .toArray(String[]::new);
            this.order = IntStream.range(0, entries.length).toArray();
        }

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
}
