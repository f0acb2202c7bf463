package io.techinsights.checker.rules;

import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a slot for each check among the groups there are, so that as little as possible is compiled. A check stays where it
 * sits unless its form changed; then it takes an empty slot of its new form, and only where there is none it goes into a new group.
 * Once many groups are nearly empty, what sits in them moves into the new group too.
 */
final class Seating {
    private static final int FEW_CHECKS = 4;
    private static final int MANY_GROUPS = 8;

    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final List<RuleCheck> unseated = new ArrayList<>();

    /**
     * Seats checks.
     *
     * @param before where those of the set before sit, by id
     */
    Seating(List<RuleCheck> checks, Map<String, Seat> before) {
        List<RuleCheck> moving = new ArrayList<>();
        for (RuleCheck check : checks) {
            Seat seat = before.get(check.id());
            if (seat != null && seat.check().form().equals(check.form())) {
                seats.put(check.id(), new Seat(seat.group(), seat.slot(), check));
            } else {
                moving.add(check);
            }
        }
        Map<String, Deque<Slot>> empty = emptySlots(before);
        for (RuleCheck check : moving) {
            Slot slot = empty.getOrDefault(check.form(), new ArrayDeque<>()).poll();
            if (slot == null) {
                unseated.add(check);
            } else {
                seats.put(check.id(), new Seat(slot.group(), slot.number(), check));
            }
        }
        if (!unseated.isEmpty()) {
            leaveSmallGroups();
        }
    }

    private record Slot(RuleGroup group, int number) {}

    private Map<String, Deque<Slot>> emptySlots(Map<String, Seat> before) {
        Set<Slot> taken = seats.values().stream()
                .map(seat -> new Slot(seat.group(), seat.slot()))
                .collect(Collectors.toCollection(HashSet::new));
        Map<String, Deque<Slot>> empty = new HashMap<>();
        before.values().stream().map(Seat::group).distinct().forEach(group -> {
            for (int number = 0; number < group.forms().size(); number++) {
                var slot = new Slot(group, number);
                if (!taken.contains(slot)) {
                    empty.computeIfAbsent(group.forms().get(number), form -> new ArrayDeque<>())
                            .add(slot);
                }
            }
        });
        return empty;
    }

    private void leaveSmallGroups() {
        Map<RuleGroup, List<Seat>> small = seats.values().stream()
                .collect(Collectors.groupingBy(Seat::group, LinkedHashMap::new, Collectors.toList()));
        small.values().removeIf(sitting -> sitting.size() > FEW_CHECKS);
        if (small.size() >= MANY_GROUPS) {
            small.values().stream().limit(MANY_GROUPS).flatMap(List::stream).forEach(seat -> {
                seats.remove(seat.check().id());
                unseated.add(seat.check());
            });
        }
    }

    /** Where each check sits that has a slot, by id. */
    Map<String, Seat> seats() {
        return seats;
    }

    /** The rest in new groups; those of one form side by side, so that many groups have one text. */
    List<List<RuleCheck>> newGroups() {
        unseated.sort(Comparator.comparing(RuleCheck::form).thenComparing(RuleCheck::retrievers));
        List<List<RuleCheck>> groups = new ArrayList<>();
        for (int from = 0; from < unseated.size(); from += RuleGroup.MAX_SIZE) {
            groups.add(List.copyOf(unseated.subList(from, Math.min(unseated.size(), from + RuleGroup.MAX_SIZE))));
        }
        return groups;
    }
}
