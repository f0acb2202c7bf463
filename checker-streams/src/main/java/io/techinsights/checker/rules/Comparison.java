package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Source;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A leaf, ready to be evaluated over any entity: it knows which of the check's facts it reads. */
final class Comparison {
    private final String at;
    private final Operator operator;
    private final Side fact;
    private final Side value;
    private final LeafTree tree;

    /**
     * @param uses the facts that its check names, in the order in which a run has them
     */
    Comparison(LeafTree tree, List<FactUse> uses) {
        Leaf leaf = tree.leaf();
        this.at = leaf.at();
        this.operator = leaf.operator();
        this.fact = Side.of(leaf.fact(), uses);
        this.value = Side.of(leaf.value(), uses);
        this.tree = tree;
    }

    /** Whether it holds; what came out is filled into the draft of the run's tree. */
    boolean test(CheckRun run) {
        JsonNode left = fact.of(run);
        JsonNode right = value.of(run);
        boolean holds = operator.test(left, right);
        tree.fill(run.draft(), fact.shown(left, run), value.shown(right, run), holds);
        return holds;
    }

    /** What to say where evaluating it failed. */
    String failure(Throwable cause) {
        return at + ": operator '" + operator.name() + "': " + cause.getMessage();
    }

    /** One side of the comparison. */
    private sealed interface Side {
        static Side of(Source source, List<FactUse> uses) {
            if (source instanceof Source.Fact fact) {
                return new Named(uses.indexOf(fact.use()), fact.path());
            }
            JsonNode value = ((Source.Constant) source).value();
            return new Written(value, Json.canonical(value));
        }

        /** What the operator gets. */
        JsonNode of(CheckRun run);

        /** The same as the tree shows it. */
        JsonNode shown(JsonNode node, CheckRun run);
    }

    private record Written(JsonNode value, JsonNode canonical) implements Side {
        @Override
        public JsonNode of(CheckRun run) {
            return value;
        }

        @Override
        public JsonNode shown(JsonNode node, CheckRun run) {
            return canonical;
        }
    }

    private record Named(int use, @Nullable FactPath path) implements Side {
        @Override
        public JsonNode of(CheckRun run) {
            JsonNode whole = run.fact(use);
            return path == null ? whole : path.in(whole);
        }

        @Override
        public JsonNode shown(JsonNode node, CheckRun run) {
            return path == null ? run.shownFact(use) : Json.canonical(node);
        }
    }
}
