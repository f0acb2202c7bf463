package io.techinsights.faults.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found to be other than the model says, by kind; the first of each kind are kept whole, all are counted. */
public final class Differences {
    private static final int SHOWN = 20;

    private final Map<String, List<String>> shown = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Notes one. */
    public synchronized void add(String kind, String where, Object expected, Object found) {
        counts.merge(kind, 1, Integer::sum);
        List<String> kept = shown.computeIfAbsent(kind, unknown -> new ArrayList<>());
        if (kept.size() < SHOWN) {
            kept.add(where + ": expected " + expected + ", found " + found);
        }
    }

    /** How many there are. */
    public synchronized int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** All that is to be told, line by line. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((kind, count) -> {
            lines.add(count + " x " + kind);
            shown.getOrDefault(kind, List.of()).forEach(one -> lines.add("    " + one));
        });
        return lines;
    }
}
