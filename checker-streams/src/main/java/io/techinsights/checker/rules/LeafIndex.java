package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.operator.Answers;
import io.techinsights.checker.operator.Shortcut;
import io.techinsights.checker.operator.Shortcuts;
import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Of the leaves of a group, those that one fact alone decides, and that are evaluated for every entity, by their facts. */
final class LeafIndex {
    private final Decider[] deciders;

    /** What is decided together: leaves of one word, which is as many as have room in one set of answers, by one fact. */
    private record Place(int word, Set<Integer> entries) {}

    /** What decides them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Decider(int word, int[] entries, Shortcuts shortcuts) {
        Decider(Place place, Map<Integer, Shortcut> shortcuts) {
            this(
                    place.word(),
                    place.entries().stream().mapToInt(Integer::intValue).toArray(),
                    new Shortcuts(shortcuts));
        }
    }

    /** Of the checks that sit in one group. */
    LeafIndex(Collection<Seat> seats, FactTable facts) {
        Map<Place, Map<Integer, Shortcut>> shortcuts = new LinkedHashMap<>();
        for (Seat seat : seats) {
            int first = seat.group().firstLeaf(seat.slot());
            seat.check().certain().forEach(number -> {
                Comparison comparison = seat.check().comparisons().get(number);
                if (comparison.shortcut() != Shortcut.NONE) {
                    int leaf = first + number;
                    var place = new Place(leaf / Answers.SIZE, facts.alternatives(comparison.slot()));
                    shortcuts
                            .computeIfAbsent(place, it -> new HashMap<>())
                            .put(leaf % Answers.SIZE, comparison.shortcut());
                }
            });
        }
        deciders = shortcuts.entrySet().stream()
                .map(one -> new Decider(one.getKey(), one.getValue()))
                .toArray(Decider[]::new);
    }

    /**
     * Decides what the facts of an entity decide of which there is one alternative only.
     *
     * @param firstWord the number in the selection of the first word of the group
     */
    void decide(EntityRun run, int firstWord) {
        for (Decider decider : deciders) {
            JsonNode fact = run.only(decider.entries());
            if (fact != null) {
                decider.shortcuts().test(fact, run.leaves(firstWord + decider.word()));
            }
        }
    }
}
