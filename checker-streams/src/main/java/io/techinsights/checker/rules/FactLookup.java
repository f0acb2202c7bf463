package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.schemas.fact.FactRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the facts that the checks of a selection name: each fact of a row is asked for once, whatever names it. */
final class FactLookup {
    private static final int NOT_NAMED = -1;
    private static final int MANY = 4;

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
     * The facts that are to be found in the row of one retriever. Rows of one retriever are mostly alike, with the same facts in the
     * same order: then a row is gone through once, and no fact is looked for by its name, unless most of the row's are named by no check.
     */
    private static final class Row {
        private final String retriever;
        private final Map<String, Integer> entries = new HashMap<>();
        private volatile Layout usual = new Layout(new String[0], new int[0]);

        Row(FactTable table, int retriever, int[] named) {
            this.retriever = table.retrievers().get(retriever);
            Arrays.stream(named)
                    .forEach(entry -> entries.put(table.entries().get(entry).name(), entry));
        }

        void into(@Nullable JsonNode[] found, Map<String, FactRow> byRetriever) {
            FactRow row = byRetriever.get(retriever);
            if (row == null) {
                return;
            }
            Map<String, JsonNode> facts = row.facts();
            if (facts.size() > MANY * entries.size()) {
                entries.forEach((name, entry) -> found[entry] = facts.get(name));
            } else {
                facts.forEach(new Reading(found, layout(facts), entries));
            }
        }

        /** That of the largest row so far. */
        private Layout layout(Map<String, JsonNode> facts) {
            Layout known = usual;
            if (known.names().length < facts.size()) {
                String[] names = facts.keySet().toArray(String[]::new);
                int[] numbers = Arrays.stream(names)
                        .mapToInt(name -> entries.getOrDefault(name, NOT_NAMED))
                        .toArray();
                known = new Layout(names, numbers);
                usual = known;
            }
            return known;
        }
    }

    /** The facts of a row in their order, and the number of each that is to be found. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Layout(String[] names, int[] entries) {}

    /** Goes through a row, beside what a usual one has. */
    private static final class Reading implements BiConsumer<String, JsonNode> {
        private final @Nullable JsonNode[] found;
        private final Layout usual;
        private final Map<String, Integer> entries;
        private int next;

        Reading(@Nullable JsonNode[] found, Layout usual, Map<String, Integer> entries) {
            this.found = found;
            this.usual = usual;
            this.entries = entries;
        }

        @Override
        public void accept(String name, JsonNode fact) {
            int entry = next < usual.names().length && usual.names()[next].equals(name)
                    ? usual.entries()[next]
                    : entries.getOrDefault(name, NOT_NAMED);
            next++;
            if (entry != NOT_NAMED) {
                found[entry] = fact;
            }
        }
    }
}
