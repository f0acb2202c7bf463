package io.techinsights.checker.rules;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.FactUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The facts that a set of checks names, so that what many conditions name is looked up once an entity. A fact has a number for
 * each retriever it may come from, and a slot for each choice of retrievers that some check has it from. It grows only while
 * the set is compiled.
 */
final class FactTable {
    private final List<String> retrievers = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Entry, Integer> numbers = new HashMap<>();
    private final List<int[]> slots = new ArrayList<>();
    private final Map<List<Integer>, Integer> slotsByNumbers = new HashMap<>();
    private final Map<Integer, Set<Integer>> alternatives = new HashMap<>();

    /**
     * One fact of one retriever.
     *
     * @param retriever its number
     */
    record Entry(int retriever, String name) {}

    /** The slot of a fact that a check names. */
    int slot(FactUse use, Check check) {
        List<Integer> choice = candidates(use, check).stream()
                .map(retriever -> number(retriever, use.name()))
                .toList();
        return slotsByNumbers.computeIfAbsent(choice, added -> {
            slots.add(added.stream().mapToInt(Integer::intValue).toArray());
            join(added);
            return slots.size() - 1;
        });
    }

    private void join(List<Integer> choice) {
        Set<Integer> joined = new TreeSet<>();
        choice.forEach(entry -> joined.addAll(alternatives.getOrDefault(entry, Set.of(entry))));
        joined.forEach(entry -> alternatives.put(entry, joined));
    }

    /** Of two facts of one name the last retriever's wins. */
    private static List<String> candidates(FactUse use, Check check) {
        String retriever = use.retrieverId();
        if (retriever != null) {
            return List.of(retriever);
        }
        List<String> lastFirst = new ArrayList<>(check.factIds());
        Collections.reverse(lastFirst);
        return lastFirst;
    }

    /** A name is kept as the JVM keeps literals and the keys of parsed JSON, so that a map finds it by one look at it. */
    private int number(String retriever, String name) {
        if (!retrievers.contains(retriever)) {
            retrievers.add(retriever);
        }
        return numbers.computeIfAbsent(new Entry(retrievers.indexOf(retriever), name.intern()), added -> {
            entries.add(added);
            return entries.size() - 1;
        });
    }

    /** Every retriever, by its number. */
    List<String> retrievers() {
        return retrievers;
    }

    /** Every fact of a retriever, by its number. */
    List<Entry> entries() {
        return entries;
    }

    /** The numbers under which the fact of each slot may be found, the preferred first. */
    List<int[]> slots() {
        return slots;
    }

    /**
     * The numbers of all facts that may be the one in a slot, and of all that may be the one in another slot instead of one of
     * them. Where only one of all these is there, it is the one in each slot that has a fact.
     */
    Set<Integer> alternatives(int slot) {
        return Arrays.stream(slots.get(slot))
                .boxed()
                .findFirst()
                .map(alternatives::get)
                .orElse(Set.of());
    }
}
