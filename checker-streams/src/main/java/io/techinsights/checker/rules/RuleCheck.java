package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.rules.Condition.Leaf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A valid check, ready to be run. */
final class RuleCheck {
    private final Check check;
    private final Condition root;
    private final List<FactUse> uses;
    private final int[] slots;
    private final List<Comparison> comparisons;
    private final EvaluatedTree tree;
    private final TreeText text;
    private final String form;

    /** Enters the facts that the check names into the table of its set. */
    RuleCheck(Check check, Condition root, FactTable table) {
        this.check = check;
        this.root = root;
        this.uses = root.leaves().flatMap(Leaf::uses).distinct().toList();
        this.slots = uses.stream().mapToInt(use -> table.slot(use, check)).toArray();
        this.tree = new EvaluatedTree(root);
        this.comparisons = tree.leaves().stream()
                .map(leaf -> new Comparison(leaf, use -> table.slot(use, check)))
                .toList();
        this.text = new TreeText(root, comparisons);
        this.form = RuleText.of("e", 0, 0, root).toString();
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

    /** Its leaves, in the order they were written. */
    List<Comparison> comparisons() {
        return comparisons;
    }

    /** The numbers of the leaves that are evaluated for every entity. */
    IntStream certain() {
        return root.certain().mapToInt(Leaf::number);
    }

    /** The slot of each fact that it names. */
    int[] slots() {
        return slots;
    }

    /** The text of its tree, evaluated in a run that numbers its leaves from this one on. */
    String treeText(EntityRun run, int firstLeaf) {
        return text.of(run, firstLeaf);
    }

    /** The fields of its tree, evaluated in a run that numbers its leaves from this one on. */
    Map<String, JsonNode> tree(EntityRun run, int firstLeaf) {
        return tree.of(comparisons, run, firstLeaf);
    }

    /** Its outcome for every entity where it names a retriever that is not among its own. */
    Optional<CheckOutcome> fixedOutcome() {
        return uses.stream()
                .flatMap(use -> RuleReader.notListed(use, check).stream())
                .findFirst()
                .map(reason -> new CheckOutcome.Failed(reason, tree.unevaluated()));
    }

    /** Whether every fact that it names is there. */
    boolean isReported(EntityRun run) {
        for (int slot : slots) {
            if (run.value(slot).isMissingNode()) {
                return false;
            }
        }
        return true;
    }

    /** Names every fact that is missing. */
    CheckOutcome notReported(EntityRun run) {
        String missing = IntStream.range(0, slots.length)
                .filter(use -> run.value(slots[use]).isMissingNode())
                .mapToObj(use -> uses.get(use).toString())
                .collect(Collectors.joining(", "));
        return new CheckOutcome.NotReported(
                "no fact " + missing + " from " + String.join(", ", check.factIds()), tree.unevaluated());
    }
}
