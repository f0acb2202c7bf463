package io.techinsights.checker.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entity on its way through the rules: the only thing they see. Public because the generated code calls it, and for
 * that code alone.
 */
public final class Evaluation {
    private final List<@Nullable CheckRun> runs;

    Evaluation(List<@Nullable CheckRun> runs) {
        this.runs = runs;
    }

    /** Whether the check is to be judged now. */
    public boolean wants(int check) {
        return runs.get(check) != null;
    }

    /** Compares one fact with one value, and keeps what came out. */
    public boolean test(int check, int leaf) {
        CheckRun run = runs.get(check);
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

    /** The conditions of the check hold. */
    public void passed(int check) {
        CheckRun run = runs.get(check);
        if (run != null) {
            run.pass();
        }
    }
}
