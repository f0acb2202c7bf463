package io.techinsights.checker.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that are judged together, laid out once for one entity after the other. */
final class Selection {
    private final List<String> ids;
    private final Map<String, Integer> positions;
    private final @Nullable Place[] places;
    private final int[] firstLeaves;
    private final Comparison[] comparisons;
    private final int[] slots;
    private final List<Share> shares;

    /** Where a check sits, its group by its number. */
    record Place(int group, int slot, RuleCheck check) {}

    /**
     * Lays out checks.
     *
     * @param asked their ids, not to be changed any more
     * @param place where each sits; null for those that have no rule
     */
    Selection(List<String> asked, Function<String, @Nullable Place> place) {
        List<String> once = List.copyOf(new LinkedHashSet<>(asked));
        this.ids = once.size() == asked.size() ? asked : once;
        this.positions = new LinkedHashMap<>();
        this.places = new Place[ids.size()];
        this.firstLeaves = new int[ids.size()];
        List<Comparison> leaves = new ArrayList<>();
        Map<Integer, Share> byGroup = new HashMap<>();
        for (int position = 0; position < places.length; position++) {
            Place at = place.apply(ids.get(position));
            positions.put(ids.get(position), position);
            places[position] = at;
            firstLeaves[position] = leaves.size();
            if (at != null) {
                leaves.addAll(at.check().comparisons());
                byGroup.computeIfAbsent(at.group(), Share::new).add(at.slot(), position, firstLeaves[position]);
            }
        }
        this.comparisons = leaves.toArray(Comparison[]::new);
        this.shares = List.copyOf(byGroup.values());
        this.slots = Arrays.stream(places)
                .filter(at -> at != null)
                .flatMapToInt(at -> Arrays.stream(at.check().slots()))
                .distinct()
                .toArray();
    }

    /** How many checks. */
    int size() {
        return places.length;
    }

    /** By position. */
    List<String> ids() {
        return ids;
    }

    /** The position of each check by its id. */
    Map<String, Integer> positions() {
        return positions;
    }

    /** The check at a position; null where it has no rule. */
    @Nullable
    RuleCheck check(int position) {
        Place place = places[position];
        return place == null ? null : place.check();
    }

    /** The number in this selection of the first leaf of a check. */
    int firstLeaf(int position) {
        return firstLeaves[position];
    }

    /** Every leaf of every check, by its number in this selection. */
    Comparison[] comparisons() {
        return comparisons;
    }

    /** The slots of the facts that the checks name. */
    int[] slots() {
        return slots;
    }

    /** The checks of each group that one of them sits in. */
    List<Share> shares() {
        return shares;
    }

    /** The part of a selection that sits in one group. */
    final class Share {
        private final int group;
        private final int[] position = new int[RuleGroup.MAX_SIZE];
        private final int[] firstLeaf = new int[RuleGroup.MAX_SIZE];
        private int all;

        private Share(int group) {
            this.group = group;
        }

        private void add(int slot, int at, int leaf) {
            position[slot] = at;
            firstLeaf[slot] = leaf;
            all |= 1 << slot;
        }

        /** The number of the group. */
        int group() {
            return group;
        }

        /** The slots of those of the checks whose facts are there, a bit for each. */
        int wanted(EntityRun run) {
            if (run.isComplete()) {
                return all;
            }
            int wanted = 0;
            for (int slot = 0; slot < position.length; slot++) {
                RuleCheck check = (all >>> slot & 1) == 0 ? null : check(position[slot]);
                wanted |= check != null && check.isReported(run) ? 1 << slot : 0;
            }
            return wanted;
        }

        /** Puts the checks in these slots in error. */
        void fail(EntityRun run, int wanted, String reason) {
            for (int slot = 0; slot < position.length; slot++) {
                if ((wanted >>> slot & 1) != 0) {
                    run.fail(position[slot], reason);
                }
            }
        }

        /** Where the check in a slot of the group is in the selection. */
        int position(int slot) {
            return position[slot];
        }

        /** The number in the selection of the first leaf of the check in a slot of the group. */
        int firstLeaf(int slot) {
            return firstLeaf[slot];
        }
    }
}
