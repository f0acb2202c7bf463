package io.techinsights.checker.rules;

import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where each check of a set sits that has a seat. */
final class Addresses {
    private final Map<String, Address> byId = new HashMap<>();

    /**
     * Where a check sits.
     *
     * @param group by its number
     * @param index of all that sit in the group
     */
    record Address(int group, Seat seat, LeafIndex index) {}

    /**
     * Takes all seats that are taken.
     *
     * @param groups by their numbers
     * @param facts that the checks name
     */
    Addresses(List<RuleGroup> groups, Collection<Seat> seats, FactTable facts) {
        Map<RuleGroup, List<Seat>> sitting = seats.stream().collect(Collectors.groupingBy(Seat::group));
        for (int number = 0; number < groups.size(); number++) {
            List<Seat> together = sitting.getOrDefault(groups.get(number), List.of());
            var index = new LeafIndex(together, facts);
            for (Seat seat : together) {
                byId.put(seat.check().id(), new Address(number, seat, index));
            }
        }
        if (byId.size() != seats.size()) {
            throw new IllegalArgumentException("Some checks sit in groups that were not compiled");
        }
    }

    /** Null where no check of this id has a seat. */
    @Nullable
    Address of(String id) {
        return byId.get(id);
    }
}
