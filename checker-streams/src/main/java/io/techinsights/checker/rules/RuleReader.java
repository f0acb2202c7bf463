package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.operator.Operators;
import io.techinsights.streams.config.KnownNames;
import java.util.List;
import java.util.Optional;

/** Reads the rule of a check: its conditions, and a name and a priority that change nothing. */
final class RuleReader {
    private static final KnownNames KEYS = new KnownNames(List.of("conditions", "name", "priority"));

    private final Operators operators;

    RuleReader(Operators operators) {
        this.operators = operators;
    }

    /** The conditions, right only where the findings hold no error. */
    Optional<Condition> read(Check check, Findings findings) {
        JsonNode rule = check.rule();
        if (!rule.isObject()) {
            findings.expected("rule", "a map with conditions", rule);
            return Optional.empty();
        }
        findings.unknownKeys(rule, "rule", KEYS);
        findings.optionalText(rule, "rule", "name");
        Priority.checkOfRule(rule, "rule", findings);
        Optional<Condition> root =
                new ConditionReader(operators, findings).readRoot(rule.path("conditions"), "rule.conditions");
        root.ifPresent(condition -> warnOfUnlistedRetrievers(check, condition, findings));
        return root;
    }

    /** Such a check may be loaded, as upstream loads it, but it is in error for every entity. */
    private static void warnOfUnlistedRetrievers(Check check, Condition root, Findings findings) {
        root.leaves().forEach(leaf -> {
            leaf.fact()
                    .uses()
                    .forEach(use -> notListed(use, check)
                            .ifPresent(reason -> findings.warning(leaf.at() + ".params.factRetrieverId", reason)));
            leaf.value()
                    .uses()
                    .forEach(use -> notListed(use, check)
                            .ifPresent(
                                    reason -> findings.warning(leaf.at() + ".value.params.factRetrieverId", reason)));
        });
    }

    /** Why a fact can never be read, if so. */
    static Optional<String> notListed(FactUse use, Check check) {
        return Optional.ofNullable(use.retrieverId())
                .filter(id -> !check.factIds().contains(id))
                .map(id -> "retriever '" + id + "' is not among the check's factIds " + check.factIds()
                        + ", so the check is in error for every entity");
    }
}
