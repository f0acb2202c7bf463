package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Source;
import io.techinsights.schemas.fact.FactRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A valid check, ready to be run. */
final class RuleCheck {
    private final Check check;
    private final Condition root;
    private final List<Leaf> leaves;
    private final JsonNode unevaluated;
    private final String form;

    RuleCheck(Check check, Condition root) {
        this.check = check;
        this.root = root;
        this.leaves = root.leaves().toList();
        this.unevaluated = EvaluatedTree.of(root);
        this.form = RuleText.of(0, root);
    }

    String id() {
        return check.id();
    }

    /** Equal for checks that one rule can judge: the structure of the conditions, without facts, operators and values. */
    String form() {
        return form;
    }

    /** The retrievers it reads, as one text. */
    String retrievers() {
        return String.join(" ", check.factIds());
    }

    Condition root() {
        return root;
    }

    Leaf leaf(int number) {
        return leaves.get(number);
    }

    /** Its outcome for every entity where it names a retriever that is not among its own. */
    Optional<CheckOutcome> fixedOutcome() {
        return leaves.stream()
                .flatMap(Leaf::uses)
                .flatMap(use -> RuleReader.notListed(use, check).stream())
                .findFirst()
                .map(reason -> new CheckOutcome.Failed(reason, unevaluated));
    }

    /** A run over these facts; null where one of those it names is missing. */
    @Nullable
    CheckRun start(EntityFacts facts) {
        JsonNode[] left = new JsonNode[leaves.size()];
        JsonNode[] right = new JsonNode[leaves.size()];
        for (int i = 0; i < left.length; i++) {
            Leaf leaf = leaves.get(i);
            JsonNode fact = value(leaf.fact(), facts);
            JsonNode value = value(leaf.value(), facts);
            if (fact == null || value == null) {
                return null;
            }
            left[i] = fact;
            right[i] = value;
        }
        return new CheckRun(this, left, right);
    }

    /** Names every fact that is missing. */
    CheckOutcome notReported(EntityFacts facts) {
        List<String> missing = leaves.stream()
                .flatMap(Leaf::uses)
                .filter(use -> fact(use, facts) == null)
                .map(FactUse::toString)
                .distinct()
                .toList();
        return new CheckOutcome.NotReported(
                "no fact " + String.join(", ", missing) + " from " + String.join(", ", check.factIds()), unevaluated);
    }

    private @Nullable JsonNode value(Source source, EntityFacts facts) {
        return source instanceof Source.Fact fact ? fact(fact.use(), facts) : ((Source.Constant) source).value();
    }

    private @Nullable JsonNode fact(FactUse use, EntityFacts facts) {
        if (use.retrieverId() != null) {
            return fact(use.retrieverId(), use.name(), facts);
        }
        List<String> retrievers = check.factIds();
        for (int i = retrievers.size() - 1; i >= 0; i--) {
            JsonNode value = fact(retrievers.get(i), use.name(), facts);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable JsonNode fact(String retriever, String name, EntityFacts facts) {
        FactRow row = facts.rows().get(retriever);
        return row == null ? null : row.facts().get(name);
    }
}
