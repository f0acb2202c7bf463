package io.techinsights.checker.rules;

import org.jspecify.annotations.Nullable;

/**
 * One entity on its way through the rule of one group: the only thing it sees. Public because the generated code calls
 * it, and for that code alone. What it calls a check is the slot that the check sits in.
 */
public final class Evaluation {
    private final @Nullable CheckRun[] runs;

    /** Wants none of this many slots yet. */
    Evaluation(int slots) {
        runs = new CheckRun[slots];
    }

    /** Has the check of this slot judged. */
    void want(int slot, CheckRun run) {
        runs[slot] = run;
    }

    /** Puts all checks that were wanted in error. */
    void fail(String reason) {
        for (CheckRun run : runs) {
            if (run != null) {
                run.fail(reason);
            }
        }
    }

    /** Compares one fact with one value, and keeps what came out; nothing holds of a check that is not wanted. */
    public boolean test(int check, int leaf) {
        CheckRun run = runs[check];
        return run != null && run.test(leaf);
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
        CheckRun run = runs[check];
        if (run != null) {
            run.judge(holds);
        }
        return true;
    }
}
