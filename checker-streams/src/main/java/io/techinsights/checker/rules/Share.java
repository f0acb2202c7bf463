package io.techinsights.checker.rules;

import io.techinsights.checker.rules.RuleGroup.Seat;
import org.jspecify.annotations.Nullable;

/** The part of a selection that sits in one group. It changes only while its selection is laid out. */
final class Share {
    private final int number;
    private final int group;
    private final RuleGroup layout;
    private final int firstLeaf;
    private final @Nullable RuleCheck[] checks;
    private final int[] positions;
    private final Comparison[] comparisons;
    private int all;

    /**
     * Begins without a check.
     *
     * @param number in its selection
     * @param group the number of the group
     * @param firstLeaf the number in the selection of the first leaf of the group
     */
    Share(int number, int group, RuleGroup layout, int firstLeaf) {
        this.number = number;
        this.group = group;
        this.layout = layout;
        this.firstLeaf = firstLeaf;
        this.checks = new RuleCheck[layout.forms().size()];
        this.positions = new int[checks.length];
        this.comparisons = new Comparison[layout.leaves()];
    }

    /**
     * Takes a check.
     *
     * @param position in the selection
     */
    void add(Seat seat, int position) {
        int slot = seat.slot();
        checks[slot] = seat.check();
        positions[slot] = position;
        all |= 1 << slot;
        int leaf = layout.firstLeaf(slot);
        for (Comparison comparison : seat.check().comparisons()) {
            comparisons[leaf++] = comparison;
        }
    }

    int number() {
        return number;
    }

    /** The number of the group. */
    int group() {
        return group;
    }

    /** How many slots the group has, empty ones and those of other checks too. */
    int size() {
        return checks.length;
    }

    /** The slots of those of the checks whose facts are there, a bit for each. */
    int wanted(EntityRun run) {
        if (run.isComplete()) {
            return all;
        }
        int wanted = 0;
        for (int slot = 0; slot < checks.length; slot++) {
            RuleCheck check = checks[slot];
            wanted |= check != null && check.isReported(run) ? 1 << slot : 0;
        }
        return wanted;
    }

    /** Puts the checks in these slots in error. */
    void fail(EntityRun run, int wanted, String reason) {
        for (int slot = 0; slot < checks.length; slot++) {
            if ((wanted >>> slot & 1) != 0) {
                run.fail(positions[slot], reason);
            }
        }
    }

    /** By their numbers in the group, the leaves of those of its checks that are in the selection. */
    Comparison[] leaves() {
        return comparisons;
    }

    /** The number in the selection of the first leaf of the group. */
    int firstLeaf() {
        return firstLeaf;
    }

    /** The number in the selection of the first leaf of the check in a slot. */
    int firstLeaf(int slot) {
        return firstLeaf + layout.firstLeaf(slot);
    }

    /** Where the check is in the selection that has the leaf of this number in the group. */
    int position(int leaf) {
        int slot = 0;
        while (layout.firstLeaf(slot + 1) <= leaf) {
            slot++;
        }
        return positions[slot];
    }
}
