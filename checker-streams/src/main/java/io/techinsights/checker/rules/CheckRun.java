package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.checker.evaluate.CheckOutcome;
import org.jspecify.annotations.Nullable;

/** One check over the facts of one entity: what came out of the leaves that were evaluated, and of the whole. */
final class CheckRun {
    private final RuleCheck check;
    private final FactValues values;
    private final int[] facts;
    private final JsonNode[][] draft;
    private boolean passed;
    private @Nullable String error;

    /**
     * Begins with nothing evaluated.
     *
     * @param facts the number of each fact that the check names
     */
    CheckRun(RuleCheck check, FactValues values, int[] facts) {
        this.check = check;
        this.values = values;
        this.facts = facts;
        this.draft = check.tree().draft();
    }

    /** A fact that the check names, as it came. */
    JsonNode fact(int use) {
        return values.value(facts[use]);
    }

    /** The same as a tree shows it. */
    JsonNode shownFact(int use) {
        return values.shown(facts[use]);
    }

    JsonNode[][] draft() {
        return draft;
    }

    /** An operator may be anybody's code, so whatever goes wrong in it is this check's own error. */
    boolean test(int leaf) {
        Comparison comparison = check.comparison(leaf);
        try {
            return comparison.test(this);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fail(comparison.failure(e));
            return false;
        }
    }

    /** Whether the conditions hold. */
    void judge(boolean holds) {
        passed = holds;
    }

    /** Puts the check in error; the first reason stays. */
    void fail(String reason) {
        if (error == null) {
            error = reason;
        }
    }

    CheckOutcome outcome() {
        JsonNode tree = check.tree().of(draft);
        return error == null
                ? new CheckOutcome.Judged(BooleanNode.valueOf(passed), tree)
                : new CheckOutcome.Failed(error, tree);
    }
}
