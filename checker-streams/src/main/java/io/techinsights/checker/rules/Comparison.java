package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import io.techinsights.checker.operator.Shortcut;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Source;
import io.techinsights.schemas.json.Json;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A leaf, ready to be evaluated over any entity: it knows the slots of the facts it reads. */
final class Comparison {
    private final String at;
    private final Operator operator;
    private final Side fact;
    private final Side value;
    private final LeafTree tree;
    private final Shortcut shortcut;
    private final int slot;

    /**
     * @param slots of each fact that its check names
     */
    Comparison(LeafTree tree, ToIntFunction<FactUse> slots) {
        Leaf leaf = tree.leaf();
        this.at = leaf.at();
        this.operator = leaf.operator();
        this.fact = Side.of(leaf.fact(), slots);
        this.value = Side.of(leaf.value(), slots);
        this.tree = tree;
        boolean whole = fact instanceof Named named && named.path() == null;
        this.slot = whole ? ((Named) fact).slot() : -1;
        this.shortcut =
                whole && value instanceof Written written ? Shortcut.of(operator, written.value()) : Shortcut.NONE;
    }

    /** Whether it holds. */
    boolean test(EntityRun run) {
        int known = slot < 0 ? Shortcut.UNDECIDED : shortcut.test(run.value(slot));
        return known == Shortcut.UNDECIDED ? operator.test(fact.of(run), value.of(run)) : known != 0;
    }

    /** The slot of the fact that it compares; below zero where that is a part of one. */
    int slot() {
        return slot;
    }

    /** What is known of its operator beforehand. */
    Shortcut shortcut() {
        return shortcut;
    }

    /** What its check's tree shows of it. */
    LeafTree tree() {
        return tree;
    }

    /** The value as a tree shows it, as text, where it is written in the check; null where it is a fact. */
    @Nullable
    String writtenValue() {
        return value instanceof Written written ? Json.write(written.canonical()) : null;
    }

    /** The value as a tree shows it, as text; null where it does not. */
    @Nullable
    String valueText(EntityRun run) {
        return value.text(run);
    }

    /** The fact as a tree shows it, as text; null where it does not. */
    @Nullable
    String factText(EntityRun run) {
        return fact.text(run);
    }

    /** Fills what came out into the draft of a tree. */
    void fill(JsonNode[][] draft, EntityRun run, boolean holds) {
        tree.fill(draft, fact.shown(run), value.shown(run), holds);
    }

    /** What to say where evaluating it failed. */
    String failure(Throwable cause) {
        return at + ": operator '" + operator.name() + "': " + cause.getMessage();
    }

    /** One side of the comparison. */
    private sealed interface Side {
        static Side of(Source source, ToIntFunction<FactUse> slots) {
            if (source instanceof Source.Fact fact) {
                return new Named(slots.applyAsInt(fact.use()), fact.path());
            }
            JsonNode value = ((Source.Constant) source).value();
            return new Written(value, Json.canonical(value));
        }

        /** What the operator gets. */
        JsonNode of(EntityRun run);

        /** The same as the tree shows it. */
        JsonNode shown(EntityRun run);

        /** The same as text; null where it is a missing node. */
        default @Nullable String text(EntityRun run) {
            JsonNode node = shown(run);
            return node.isMissingNode() ? null : Json.write(node);
        }
    }

    private record Written(JsonNode value, JsonNode canonical) implements Side {
        @Override
        public JsonNode of(EntityRun run) {
            return value;
        }

        @Override
        public JsonNode shown(EntityRun run) {
            return canonical;
        }
    }

    private record Named(int slot, @Nullable FactPath path) implements Side {
        @Override
        public JsonNode of(EntityRun run) {
            JsonNode whole = run.value(slot);
            return path == null ? whole : path.in(whole);
        }

        @Override
        public JsonNode shown(EntityRun run) {
            return Json.canonical(of(run));
        }

        @Override
        public @Nullable String text(EntityRun run) {
            return path == null ? run.text(slot) : Side.super.text(run);
        }
    }
}
