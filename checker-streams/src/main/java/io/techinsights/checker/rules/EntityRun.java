package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.operator.Answers;
import org.jspecify.annotations.Nullable;

/**
 * One entity on its way through the rules: its facts by their numbers in a {@link FactTable}, and what came
 * out of the checks of a {@link Selection}. A fact that is null is there. Nothing of it changes once the rules are done, so
 * evaluated trees are made of it when somebody looks at them.
 */
final class EntityRun {
    private final Selection selection;
    private final @Nullable JsonNode[] facts;
    private final boolean complete;
    private final Answers[] leaves;
    private final int[] holding;
    private @Nullable String @Nullable [] errors;
    private @Nullable String @Nullable [] texts;

    /** Begins with nothing evaluated. */
    EntityRun(EntityFacts entity, Selection selection) {
        this.selection = selection;
        this.facts = new JsonNode[selection.lookup().size()];
        this.complete = selection.lookup().into(facts, entity.rows());
        this.leaves = new Answers[selection.words()];
        this.holding = new int[selection.shares().size()];
        for (int word = 0; word < leaves.length; word++) {
            leaves[word] = new Answers();
        }
    }

    /** The checks that it is judged by. */
    Selection selection() {
        return selection;
    }

    /** Whether every fact is there that any of the checks names. */
    boolean isComplete() {
        return complete;
    }

    /** The fact in a slot as it came; a missing node where there is none. */
    JsonNode value(int slot) {
        int entry = selection.lookup().entry(slot, facts);
        JsonNode fact = entry < 0 ? null : facts[entry];
        return fact == null ? MissingNode.getInstance() : fact;
    }

    /** The fact under one of these numbers; null where there is none, or more than one. */
    @Nullable
    JsonNode only(int[] entries) {
        JsonNode only = null;
        for (int entry : entries) {
            JsonNode fact = facts[entry];
            if (fact != null) {
                if (only != null) {
                    return null;
                }
                only = fact;
            }
        }
        return only;
    }

    /** The fact in a slot as a tree shows it, as text. */
    String text(int slot) {
        @Nullable String[] known = texts == null ? new String[facts.length] : texts;
        int entry = selection.lookup().entry(slot, facts);
        String text = known[entry];
        if (text == null) {
            text = FactText.of(value(slot));
            known[entry] = text;
            texts = known;
        }
        return text;
    }

    /** What came out of 64 leaves of the selection. */
    Answers leaves(int word) {
        return leaves[word];
    }

    /**
     * Whether a leaf holds, kept for the tree. An operator may be anybody's code, so whatever goes wrong in it is its check's own
     * error.
     *
     * @param number of the leaf in the share's group
     */
    boolean test(Comparison comparison, Share share, int number) {
        try {
            boolean holds = comparison.test(this);
            leaves[share.firstWord() + number / Answers.SIZE].add(number, holds);
            return holds;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fail(share.position(number), comparison.failure(e));
            return false;
        }
    }

    /** Whether a leaf of the selection was evaluated. */
    boolean isTested(int leaf) {
        return leaves[leaf / Answers.SIZE].isDecided(leaf);
    }

    /** Whether a leaf held when it was evaluated. */
    boolean held(int leaf) {
        return leaves[leaf / Answers.SIZE].holds(leaf);
    }

    /**
     * Keeps which conditions hold.
     *
     * @param slots of the checks of the share, a bit for each
     */
    void judge(Share share, int slots) {
        holding[share.number()] = slots;
    }

    /** Whether the conditions of a check were found to hold. */
    boolean passed(int position) {
        return (holding[selection.share(position).number()] >>> selection.slot(position) & 1) != 0;
    }

    /** Puts a check in error; the first reason stays. */
    void fail(int position, String reason) {
        @Nullable String[] reasons = errors == null ? new String[selection.size()] : errors;
        if (reasons[position] == null) {
            reasons[position] = reason;
        }
        errors = reasons;
    }

    /** Why a check is in error; null where it is not. */
    @Nullable
    String error(int position) {
        return errors == null ? null : errors[position];
    }
}
