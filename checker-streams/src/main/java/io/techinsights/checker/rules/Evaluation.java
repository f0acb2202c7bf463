package io.techinsights.checker.rules;

import io.techinsights.checker.rules.Selection.Share;
import org.jspecify.annotations.Nullable;

/**
 * What a session of Drools sees of one entity after the other on their way through the rule of one group: the only thing it sees.
 * Public because the generated code calls it, and for that code alone. What it calls a check is the slot that the check sits in.
 */
public final class Evaluation {
    private @Nullable EntityRun run;
    private @Nullable Share share;
    private int wanted;

    Evaluation() {}

    /** Has the checks judged that sit in these slots, a bit for each. */
    void begin(EntityRun next, Share sharing, int slots) {
        run = next;
        share = sharing;
        wanted = slots;
    }

    /** Forgets the entity. */
    void end() {
        run = null;
        share = null;
        wanted = 0;
    }

    /** Compares one fact with one value, and keeps what came out; nothing holds of a check that is not wanted. */
    public boolean test(int check, int leaf) {
        return (wanted >>> check & 1) != 0
                && run != null
                && share != null
                && run.test(share.firstLeaf(check) + leaf, share.position(check));
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

    /** Keeps whether the conditions of a check hold. It is always true: the next check is judged whatever became of this one. */
    public boolean judge(int check, boolean holds) {
        if ((wanted >>> check & 1) != 0 && run != null && share != null) {
            run.judge(share.position(check), holds);
        }
        return true;
    }
}
