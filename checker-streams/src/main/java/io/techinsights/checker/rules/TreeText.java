package io.techinsights.checker.rules;

import io.techinsights.checker.rules.Condition.All;
import io.techinsights.checker.rules.Condition.Any;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Not;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of the evaluated trees of a check: all that is the same for every entity is written once, and an evaluation puts in
 * what it saw. It is the very text that the tree of nodes would be written as.
 */
final class TreeText {
    private final List<LeafText> leaves = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private final String end;
    private volatile int usual;

    /**
     * Writes down what does not change.
     *
     * @param comparisons the leaves under the root, in the order they were written
     */
    TreeText(Condition root, List<Comparison> comparisons) {
        add(root, comparisons.iterator());
        end = pending.toString();
        pending.setLength(0);
    }

    private void add(Condition condition, Iterator<Comparison> comparisons) {
        if (condition instanceof Leaf) {
            leaves.add(new LeafText(pending.toString(), comparisons.next()));
            pending.setLength(0);
        } else if (condition instanceof All all) {
            addList(condition, "all", all.conditions(), comparisons);
        } else if (condition instanceof Any any) {
            addList(condition, "any", any.conditions(), comparisons);
        } else if (condition instanceof Not not) {
            open(condition, "not");
            add(not.condition(), comparisons);
            pending.append('}');
        }
    }

    private void addList(Condition condition, String kind, List<Condition> below, Iterator<Comparison> comparisons) {
        open(condition, kind);
        pending.append('[');
        for (int i = 0; i < below.size(); i++) {
            pending.append(i == 0 ? "" : ",");
            add(below.get(i), comparisons);
        }
        pending.append("]}");
    }

    private void open(Condition condition, String kind) {
        var fields = Json.object().put("priority", (long) condition.priority());
        String name = condition.name();
        if (name != null && !name.isEmpty()) {
            fields.put("name", name);
        }
        String text = Json.write(fields);
        pending.append(text, 0, text.length() - 1).append(",\"").append(kind).append("\":");
    }

    /**
     * The text of the tree in a run.
     *
     * @param firstLeaf the number of its first leaf in the run's selection
     */
    String of(EntityRun run, int firstLeaf) {
        var text = new StringBuilder(usual + 16);
        for (int i = 0; i < leaves.size(); i++) {
            leaves.get(i).write(text, run, firstLeaf + i);
        }
        text.append(end);
        if (text.length() > usual) {
            usual = text.length();
        }
        return text.toString();
    }

    /** A leaf, and what stands between it and the one before. */
    private static final class LeafText {
        private static final String FACT = ",\"factResult\":";
        private static final String VALUE = ",\"valueResult\":";
        private static final String RESULT = ",\"result\":";

        private final Comparison comparison;
        private final String head;
        private final String tail;
        private final String opened;
        private final @Nullable String held;
        private final @Nullable String failed;

        LeafText(String before, Comparison comparison) {
            this.comparison = comparison;
            head = before + comparison.tree().head();
            tail = comparison.tree().tail();
            opened = head + FACT;
            String value = comparison.writtenValue();
            held = value == null ? null : VALUE + value + RESULT + true + tail;
            failed = value == null ? null : VALUE + value + RESULT + false + tail;
        }

        void write(StringBuilder text, EntityRun run, int leaf) {
            if (!run.isTested(leaf)) {
                text.append(head).append(tail);
                return;
            }
            String fact = comparison.factText(run);
            if (fact == null) {
                text.append(head);
            } else {
                text.append(opened).append(fact);
            }
            String rest = run.held(leaf) ? held : failed;
            if (rest == null) {
                String value = comparison.valueText(run);
                text.append(value == null ? "" : VALUE + value)
                        .append(RESULT)
                        .append(run.held(leaf))
                        .append(tail);
            } else {
                text.append(rest);
            }
        }
    }
}
