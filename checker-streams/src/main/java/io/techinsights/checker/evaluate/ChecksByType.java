package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks to be evaluated, their ids by their types: kept, since the next entity is mostly judged by the same checks. */
final class ChecksByType {
    private final List<Check> checks;
    private final Map<String, List<String>> ids = new LinkedHashMap<>();

    ChecksByType(Collection<Check> checks) {
        this.checks = List.copyOf(checks);
        this.checks.forEach(check ->
                ids.computeIfAbsent(check.type(), type -> new ArrayList<>()).add(check.id()));
        ids.replaceAll((type, ofType) -> List.copyOf(ofType));
    }

    /** Whether these are the same objects in the same order. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Collection<Check> others) {
        if (others.size() != checks.size()) {
            return false;
        }
        int next = 0;
        for (Check other : others) {
            if (next == checks.size() || other != checks.get(next++)) {
                return false;
            }
        }
        return true;
    }

    /** The ids of each type, in the order of the checks. */
    Map<String, List<String>> ids() {
        return ids;
    }
}
