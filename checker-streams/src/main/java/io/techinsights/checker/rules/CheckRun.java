package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.checker.evaluate.CheckOutcome;
import org.jspecify.annotations.Nullable;

/** One check over the facts of one entity: what came out of the leaves that were evaluated, and of the whole. */
final class CheckRun {
    private final RuleCheck check;
    private final FactValues facts;
    private final JsonNode[] leaves;
    private boolean passed;
    private @Nullable String error;

    /** Begins with leaves of which none is evaluated. */
    CheckRun(RuleCheck check, FactValues facts, JsonNode[] leaves) {
        this.check = check;
        this.facts = facts;
        this.leaves = leaves;
    }

    /** An operator may be anybody's code, so whatever goes wrong in it is this check's own error. */
    boolean test(int leaf) {
        Comparison comparison = check.comparison(leaf);
        try {
            return comparison.test(facts, leaves);
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
        JsonNode tree = check.tree().with(leaves);
        return error == null
                ? new CheckOutcome.Judged(BooleanNode.valueOf(passed), tree)
                : new CheckOutcome.Failed(error, tree);
    }
}
