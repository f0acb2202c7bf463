package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Source;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One check over the facts of one entity: what each leaf compares, and what came out of those that were evaluated. */
final class CheckRun {
    private final RuleCheck check;
    private final JsonNode[] facts;
    private final JsonNode[] values;
    private final LeafState[] states;
    private boolean passed;
    private @Nullable String error;

    /** Whether a leaf was evaluated, and what came out. */
    enum LeafState {
        SKIPPED,
        HOLDS,
        HOLDS_NOT,
        FAILED
    }

    /** Takes both sides of every leaf, of a fact the whole: paths are followed when the leaf is evaluated. */
    CheckRun(RuleCheck check, JsonNode[] facts, JsonNode[] values) {
        this.check = check;
        this.facts = facts;
        this.values = values;
        this.states = new LeafState[facts.length];
        Arrays.fill(states, LeafState.SKIPPED);
    }

    LeafState state(int leaf) {
        return states[leaf];
    }

    JsonNode fact(int leaf) {
        return facts[leaf];
    }

    JsonNode value(int leaf) {
        return values[leaf];
    }

    /** An operator may be anybody's code, so whatever goes wrong in it is this check's own error. */
    boolean test(int number) {
        Leaf leaf = check.leaf(number);
        try {
            facts[number] = follow(leaf.fact(), facts[number]);
            values[number] = follow(leaf.value(), values[number]);
            boolean holds = leaf.operator().test(facts[number], values[number]);
            states[number] = holds ? LeafState.HOLDS : LeafState.HOLDS_NOT;
            return holds;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            states[number] = LeafState.FAILED;
            fail(leaf.at() + ": operator '" + leaf.operator().name() + "': " + e.getMessage());
            return false;
        }
    }

    private static JsonNode follow(Source source, JsonNode node) {
        return source instanceof Source.Fact fact && fact.path() != null
                ? fact.path().in(node)
                : node;
    }

    void pass() {
        passed = true;
    }

    /** Puts the check in error; the first reason stays. */
    void fail(String reason) {
        if (error == null) {
            error = reason;
        }
    }

    CheckOutcome outcome() {
        JsonNode tree = EvaluatedTree.of(check.root(), this);
        return error == null
                ? new CheckOutcome.Judged(BooleanNode.valueOf(passed), tree)
                : new CheckOutcome.Failed(error, tree);
    }
}
