package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the facts that the checks of a selection name: each fact of a row is asked for once, whatever names it. */
final class FactLookup {
    private final FactTable table;
    private final int size;
    private final int[][] choices;
    private final List<RowLookup> rows;
    private volatile int @Nullable [] enough;

    /**
     * Takes what there is to be found.
     *
     * @param slots of the facts that the checks name
     */
    FactLookup(FactTable table, int[] slots) {
        this.table = table;
        this.size = table.entries().size();
        this.choices = Arrays.stream(slots).mapToObj(table.slots()::get).toArray(int[][]::new);
        this.rows = new ArrayList<>();
        for (int retriever = 0; retriever < table.retrievers().size(); retriever++) {
            int[] named = named(table, retriever);
            if (named.length != 0) {
                rows.add(new RowLookup(table, retriever, named));
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

    /** How many facts the whole set of checks names, each of each retriever. */
    int size() {
        return size;
    }

    /**
     * Fills in the facts by their numbers.
     *
     * @return whether there is one for each slot
     */
    boolean into(@Nullable JsonNode[] facts, Map<String, FactRow> byRetriever) {
        for (RowLookup row : rows) {
            row.into(facts, byRetriever);
        }
        return isEnough(facts);
    }

    /** What was enough once is so again. */
    private boolean isEnough(@Nullable JsonNode[] facts) {
        int[] known = enough;
        if (known != null && areThere(known, facts)) {
            return true;
        }
        for (int[] choice : choices) {
            if (first(choice, facts) < 0) {
                return false;
            }
        }
        enough = Arrays.stream(choices)
                .mapToInt(choice -> first(choice, facts))
                .distinct()
                .toArray();
        return true;
    }

    private static boolean areThere(int[] entries, @Nullable JsonNode[] facts) {
        for (int entry : entries) {
            if (facts[entry] == null) {
                return false;
            }
        }
        return true;
    }

    /** The number of the fact that is the one in a slot; below zero where there is none. */
    int entry(int slot, @Nullable JsonNode[] facts) {
        return first(table.slots().get(slot), facts);
    }

    private static int first(int[] choice, @Nullable JsonNode[] facts) {
        for (int entry : choice) {
            if (facts[entry] != null) {
                return entry;
            }
        }
        return -1;
    }
}
