package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Source;
import io.techinsights.schemas.json.Json;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A leaf, ready to be evaluated over any entity: it knows the numbers of its facts. */
final class Comparison {
    private final Leaf leaf;
    private final Operator operator;
    private final Side fact;
    private final Side value;
    private final LeafTree tree;

    /** Takes the number of each fact from this function. */
    Comparison(Leaf leaf, ToIntFunction<Source.Fact> numbers) {
        this.leaf = leaf;
        this.operator = leaf.operator();
        this.fact = Side.of(leaf.fact(), numbers);
        this.value = Side.of(leaf.value(), numbers);
        this.tree = new LeafTree(leaf);
    }

    /** As the tree shows it where it is not evaluated. */
    JsonNode skipped() {
        return tree.skipped();
    }

    /** Whether it holds; what came out goes into the place of this leaf. */
    boolean test(FactValues facts, JsonNode[] leaves) {
        JsonNode left = fact.of(facts);
        JsonNode right = value.of(facts);
        boolean holds = operator.test(left, right);
        leaves[leaf.number()] = tree.evaluated(fact.shown(left, facts), value.shown(right, facts), holds);
        return holds;
    }

    /** What to say where evaluating it failed. */
    String failure(Throwable cause) {
        return leaf.at() + ": operator '" + operator.name() + "': " + cause.getMessage();
    }

    /** One side of the comparison. */
    private sealed interface Side {
        static Side of(Source source, ToIntFunction<Source.Fact> numbers) {
            if (source instanceof Source.Fact fact) {
                return new Named(numbers.applyAsInt(fact), fact.path());
            }
            JsonNode value = ((Source.Constant) source).value();
            return new Written(value, Json.canonical(value));
        }

        /** What the operator gets. */
        JsonNode of(FactValues facts);

        /** The same as the tree shows it. */
        JsonNode shown(JsonNode node, FactValues facts);
    }

    private record Written(JsonNode value, JsonNode canonical) implements Side {
        @Override
        public JsonNode of(FactValues facts) {
            return value;
        }

        @Override
        public JsonNode shown(JsonNode node, FactValues facts) {
            return canonical;
        }
    }

    private record Named(int number, @Nullable FactPath path) implements Side {
        @Override
        public JsonNode of(FactValues facts) {
            JsonNode whole = facts.value(number);
            return path == null ? whole : path.in(whole);
        }

        @Override
        public JsonNode shown(JsonNode node, FactValues facts) {
            return path == null ? facts.shown(number) : Json.canonical(node);
        }
    }
}
