package io.techinsights.checker.rules;

import io.techinsights.checker.operator.Answers;
import io.techinsights.checker.rules.Addresses.Address;
import io.techinsights.checker.rules.RuleGroup.Seat;
import org.jspecify.annotations.Nullable;

/** The part of a selection that sits in one group. It changes only while its selection is laid out. */
final class Share {
    private final int number;
    private final int group;
    private final RuleGroup layout;
    private final int firstWord;
    private final @Nullable RuleCheck[] checks;
    private final int[] positions;
    private final Comparison[] comparisons;
    private final LeafIndex index;
    private int all;

    /**
     * Begins without a check.
     *
     * @param number in its selection
     * @param address in the group
     * @param firstWord the number in the selection of the first word of leaves of the group
     */
    Share(int number, Address address, int firstWord) {
        this.number = number;
        this.group = address.group();
        this.layout = address.seat().group();
        this.index = address.index();
        this.firstWord = firstWord;
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

    /** Decides leaves by facts alone, those of other checks in the group too. */
    void decide(EntityRun run) {
        index.decide(run, firstWord);
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

    /** How many words the leaves of the group take. */
    int words() {
        return (comparisons.length + Answers.SIZE - 1) / Answers.SIZE;
    }

    /** The number in the selection of the first 64 leaves of the group. */
    int firstWord() {
        return firstWord;
    }

    /** The number in the selection of the first leaf of the check in a slot. */
    int firstLeaf(int slot) {
        return firstWord * Answers.SIZE + layout.firstLeaf(slot);
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
