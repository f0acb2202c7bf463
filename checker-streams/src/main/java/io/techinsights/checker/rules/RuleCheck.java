package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.rules.Condition.Leaf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A valid check, ready to be run. */
final class RuleCheck {
    private final Check check;
    private final Condition root;
    private final Map<FactUse, Integer> uses;
    private final int[] facts;
    private final Comparison[] comparisons;
    private final JsonNode[] skipped;
    private final EvaluatedTree tree;
    private final String form;

    /** Enters the facts that the check names into the table of its set. */
    RuleCheck(Check check, Condition root, FactTable table) {
        this.check = check;
        this.root = root;
        this.uses = root.leaves()
                .flatMap(Leaf::uses)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        use -> table.number(use, check),
                        (first, second) -> first,
                        LinkedHashMap::new));
        this.facts =
                uses.values().stream().mapToInt(Integer::intValue).distinct().toArray();
        this.comparisons = root.leaves()
                .map(leaf -> new Comparison(leaf, fact -> table.number(fact.use(), check)))
                .toArray(Comparison[]::new);
        this.skipped = List.of(comparisons).stream().map(Comparison::skipped).toArray(JsonNode[]::new);
        this.tree = EvaluatedTree.of(root);
        this.form = RuleText.of(0, root).toString();
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

    Comparison comparison(int leaf) {
        return comparisons[leaf];
    }

    EvaluatedTree tree() {
        return tree;
    }

    /** Its outcome for every entity where it names a retriever that is not among its own. */
    Optional<CheckOutcome> fixedOutcome() {
        return uses.keySet().stream()
                .flatMap(use -> RuleReader.notListed(use, check).stream())
                .findFirst()
                .map(reason -> new CheckOutcome.Failed(reason, tree.with(skipped)));
    }

    /** A run over these facts; null where one of those it names is missing. */
    @Nullable
    CheckRun start(FactValues values) {
        for (int fact : facts) {
            if (!values.has(fact)) {
                return null;
            }
        }
        return new CheckRun(this, values, skipped.clone());
    }

    /** Names every fact that is missing. */
    CheckOutcome notReported(FactValues values) {
        String missing = uses.entrySet().stream()
                .filter(use -> !values.has(use.getValue()))
                .map(use -> use.getKey().toString())
                .collect(Collectors.joining(", "));
        return new CheckOutcome.NotReported(
                "no fact " + missing + " from " + String.join(", ", check.factIds()), tree.with(skipped));
    }
}
