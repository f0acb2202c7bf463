package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.fact.FactRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that a set of checks names, each under a number, so that what many checks name is looked up once an entity. */
final class FactTable {
    private final Map<Entry, Integer> numbers = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** A fact, and the retrievers it may come from, the preferred first. */
    private record Entry(List<String> retrievers, String name) {}

    /** The number of a fact that a check names, given on the first time; only while the set is compiled. */
    int number(FactUse use, Check check) {
        var entry = new Entry(retrievers(use.retrieverId(), check), use.name());
        return numbers.computeIfAbsent(entry, added -> {
            entries.add(added);
            return entries.size() - 1;
        });
    }

    /** Of two facts of one name the last retriever's wins. */
    private static List<String> retrievers(@Nullable String retriever, Check check) {
        if (retriever != null) {
            return List.of(retriever);
        }
        List<String> lastFirst = new ArrayList<>(check.factIds());
        Collections.reverse(lastFirst);
        return lastFirst;
    }

    /** How many there are. */
    int size() {
        return entries.size();
    }

    /** The fact of this number, null where the entity does not have it. */
    @Nullable
    JsonNode find(int number, EntityFacts facts) {
        Entry entry = entries.get(number);
        for (String retriever : entry.retrievers()) {
            FactRow row = facts.rows().get(retriever);
            JsonNode value = row == null ? null : row.facts().get(entry.name());
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
