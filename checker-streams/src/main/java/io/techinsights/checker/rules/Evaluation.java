package io.techinsights.checker.rules;

import io.techinsights.checker.operator.Answers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a session of Drools sees of one entity after the other on their way through the rule of one group: the only thing it sees.
 * Public because the generated code calls it, and for that code alone. What it calls a check is the slot that the check sits in,
 * and it numbers the leaves of all slots of the group.
 */
@SuppressWarnings("ShortCircuitBoolean")
public final class Evaluation {
    private @Nullable EntityRun run;
    private @Nullable Share share;
    private Comparison[] leaves = {};
    private int firstWord;
    private int wanted;
    private int holding;
    private int left;

    Evaluation() {}

    /**
     * Has checks judged.
     *
     * @param slots that they sit in, a bit for each
     */
    void begin(EntityRun next, Share sharing, int slots) {
        run = next;
        share = sharing;
        leaves = sharing.leaves();
        firstWord = sharing.firstWord();
        wanted = slots;
        holding = 0;
        left = sharing.size();
    }

    /**
     * Forgets the entity.
     *
     * @return the slots of the checks whose conditions hold, a bit for each
     * @throws IllegalStateException where some slot was not come to
     */
    int end() {
        if (left != 0) {
            throw new IllegalStateException("the rule left out " + left + " of its checks");
        }
        run = null;
        share = null;
        wanted = 0;
        return holding;
    }

    /** Whether a check is to be judged; nothing of the others is evaluated. */
    public boolean wants(int check) {
        return (wanted >>> check & 1) != 0;
    }

    /** Compares one fact with one value, and keeps what came out. */
    public boolean test(int leaf) {
        EntityRun current = Objects.requireNonNull(run);
        Answers known = current.leaves(firstWord + leaf / Answers.SIZE);
        return known.isDecided(leaf)
                ? known.holds(leaf)
                : current.test(leaves[leaf], Objects.requireNonNull(share), leaf);
    }

    /** Whether all of one priority hold; none is skipped. */
    public boolean all(boolean one, boolean two) {
        return one & two;
    }

    /** Whether all of one priority hold; none is skipped. */
    public boolean all(boolean one, boolean two, boolean three) {
        return one & two & three;
    }

    /** Whether all of one priority hold; none is skipped. */
    public boolean all(boolean... holds) {
        for (boolean one : holds) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of one priority holds; none is skipped. */
    public boolean any(boolean one, boolean two) {
        return one | two;
    }

    /** Whether one of one priority holds; none is skipped. */
    public boolean any(boolean one, boolean two, boolean three) {
        return one | two | three;
    }

    /** Whether one of one priority holds; none is skipped. */
    public boolean any(boolean... holds) {
        for (boolean one : holds) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** The opposite; Drools cannot read an exclamation mark in the arguments of a call. */
    public boolean no(boolean holds) {
        return !holds;
    }

    /**
     * Keeps whether the conditions of a check hold.
     *
     * @return whether there is another check to be judged; so nothing ever matches the whole rule, and nothing has to be fired
     */
    public boolean judge(int check, boolean holds) {
        holding |= (holds ? 1 : 0) << check;
        return --left != 0;
    }
}
