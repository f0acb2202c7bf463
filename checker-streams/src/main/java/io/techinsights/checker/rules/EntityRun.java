package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.rules.FactTable.Entry;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity on its way through the rules: its facts by their slots in a {@link FactTable}, each looked up once, and what came
 * out of the checks of a {@link Selection}. A fact that is null is there. Nothing of it changes once the rules are done, so
 * evaluated trees are made of it when somebody looks at them.
 */
final class EntityRun {
    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final Selection selection;
    private final JsonNode[] values;
    private final double[] numbers;
    private final byte[] outcomes;
    private boolean complete = true;
    private @Nullable String @Nullable [] errors;
    private @Nullable String @Nullable [] texts;

    /** Begins with nothing evaluated. */
    EntityRun(FactTable table, EntityFacts facts, Selection selection) {
        this.selection = selection;
        this.values = new JsonNode[table.slots().size()];
        this.numbers = new double[values.length];
        this.outcomes = new byte[selection.comparisons().length + selection.size()];
        lookUp(table, facts.rows());
    }

    private void lookUp(FactTable table, Map<String, FactRow> byRetriever) {
        List<String> retrievers = table.retrievers();
        @Nullable FactRow[] rows = new FactRow[retrievers.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = byRetriever.get(retrievers.get(i));
        }
        @Nullable JsonNode[] known = new JsonNode[table.entries().size()];
        for (int slot : selection.slots()) {
            JsonNode value = MissingNode.getInstance();
            int[] choice = table.slots().get(slot);
            for (int i = 0; i < choice.length && value.isMissingNode(); i++) {
                JsonNode seen = known[choice[i]];
                value = seen == null ? fact(table.entries().get(choice[i]), rows) : seen;
                known[choice[i]] = value;
            }
            complete &= !value.isMissingNode();
            values[slot] = value;
            numbers[slot] = value instanceof NumericNode ? value.doubleValue() : Double.NaN;
        }
    }

    private static JsonNode fact(Entry entry, @Nullable FactRow[] rows) {
        FactRow row = rows[entry.retriever()];
        JsonNode fact = row == null ? null : row.facts().get(entry.name());
        return fact == null ? MissingNode.getInstance() : fact;
    }

    /** Whether every fact is there that any of the checks names. */
    boolean isComplete() {
        return complete;
    }

    /** The fact in a slot as it came; a missing node where there is none. */
    JsonNode value(int slot) {
        return values[slot];
    }

    /** The same as a tree shows it, as text. */
    String text(int slot) {
        @Nullable String[] known = texts == null ? new String[values.length] : texts;
        String text = known[slot];
        if (text == null) {
            text = Json.write(Json.canonical(values[slot]));
            known[slot] = text;
            texts = known;
        }
        return text;
    }

    /** The same as a number; NaN where it is none. */
    double number(int slot) {
        return numbers[slot];
    }

    /**
     * Whether a leaf holds, kept for the tree. An operator may be anybody's code, so whatever goes wrong in it is its check's own
     * error.
     *
     * @param leaf its number in the selection
     * @param position of its check
     */
    boolean test(int leaf, int position) {
        Comparison comparison = selection.comparisons()[leaf];
        try {
            boolean holds = comparison.test(this);
            outcomes[leaf] = holds ? HOLDS : FAILS;
            return holds;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fail(position, comparison.failure(e));
            return false;
        }
    }

    /** Whether a leaf was evaluated. */
    boolean isTested(int leaf) {
        return outcomes[leaf] != 0;
    }

    /** Whether a leaf held when it was evaluated. */
    boolean held(int leaf) {
        return outcomes[leaf] == HOLDS;
    }

    /** Keeps whether the conditions of a check hold. */
    void judge(int position, boolean holds) {
        outcomes[selection.comparisons().length + position] = holds ? HOLDS : FAILS;
    }

    /** Whether the conditions of a check were found to hold. */
    boolean passed(int position) {
        return held(selection.comparisons().length + position);
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
