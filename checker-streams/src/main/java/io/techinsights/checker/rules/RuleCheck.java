package io.techinsights.checker.rules;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.rules.Condition.Leaf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A valid check, ready to be run. */
final class RuleCheck {
    private final Check check;
    private final Condition root;
    private final List<FactUse> uses;
    private final int[][] facts;
    private final Comparison[] comparisons;
    private final EvaluatedTree tree;
    private final String form;

    /** Enters the facts that the check names into the table of its set. */
    RuleCheck(Check check, Condition root, FactTable table) {
        this.check = check;
        this.root = root;
        this.uses = root.leaves().flatMap(Leaf::uses).distinct().toList();
        this.facts = uses.stream().map(use -> table.numbers(use, check)).toArray(int[][]::new);
        this.tree = new EvaluatedTree(root);
        this.comparisons =
                tree.leaves().stream().map(leaf -> new Comparison(leaf, uses)).toArray(Comparison[]::new);
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
        return uses.stream()
                .flatMap(use -> RuleReader.notListed(use, check).stream())
                .findFirst()
                .map(reason -> new CheckOutcome.Failed(reason, tree.unevaluated()));
    }

    /** A run over these facts; null where one of those it names is missing. */
    @Nullable
    CheckRun start(FactValues values) {
        int[] found = new int[facts.length];
        for (int use = 0; use < found.length; use++) {
            found[use] = values.first(facts[use]);
            if (found[use] == FactValues.NONE) {
                return null;
            }
        }
        return new CheckRun(this, values, found);
    }

    /** Names every fact that is missing. */
    CheckOutcome notReported(FactValues values) {
        String missing = IntStream.range(0, facts.length)
                .filter(use -> values.first(facts[use]) == FactValues.NONE)
                .mapToObj(use -> uses.get(use).toString())
                .collect(Collectors.joining(", "));
        return new CheckOutcome.NotReported(
                "no fact " + missing + " from " + String.join(", ", check.factIds()), tree.unevaluated());
    }
}
