package io.techinsights.checker.rules;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.operator.Operator;
import io.techinsights.checker.operator.Operators;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges upstream's own checks, of type {@code json-rules-engine}, with the verdict of json-rules-engine 7.3.1. */
public final class JsonRulesEngineChecker implements FactChecker {
    public static final String TYPE = "json-rules-engine";

    private final RuleReader reader;
    private final RuleBases bases;

    /** With the operators on the class path. */
    public JsonRulesEngineChecker() {
        this(Operators.onClassPath(), new RuleBases(RuleBase::new));
    }

    /** With these operators beside the built-in ones. */
    public JsonRulesEngineChecker(Collection<? extends Operator> operators) {
        this(new Operators(operators), new RuleBases(RuleBase::new));
    }

    /** With rules that are compiled, and shared, by these. */
    JsonRulesEngineChecker(Operators operators, RuleBases bases) {
        this.reader = new RuleReader(operators);
        this.bases = bases;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<CheckProblem> validate(Check check) {
        var findings = new Findings(check.id());
        reader.read(check, findings);
        return findings.errors();
    }

    @Override
    public List<CheckProblem> warnings(Check check) {
        var findings = new Findings(check.id());
        reader.read(check, findings);
        return findings.warnings();
    }

    @Override
    public Set<FactUse> reads(Check check) {
        return reader.read(check, new Findings(check.id())).stream()
                .flatMap(Condition::leaves)
                .flatMap(Leaf::uses)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public CompiledChecks compile(List<Check> checks) {
        return compile(checks, Map.of());
    }

    @Override
    public CompiledChecks compile(List<Check> checks, CompiledChecks before) {
        return compile(checks, before instanceof CompiledRules rules ? rules.seats() : Map.of());
    }

    private CompiledRules compile(List<Check> checks, Map<String, Seat> before) {
        Map<String, RuleCheck> valid = new LinkedHashMap<>();
        Map<String, CheckOutcome> fixed = new LinkedHashMap<>();
        var facts = new FactTable();
        for (Check check : checks) {
            if (valid.containsKey(check.id()) || fixed.containsKey(check.id())) {
                throw new IllegalArgumentException("Check '" + check.id() + "' is given twice");
            }
            var findings = new Findings(check.id());
            Optional<RuleCheck> read = reader.read(check, findings).map(root -> new RuleCheck(check, root, facts));
            Optional<CheckOutcome> outcome = findings.errors().isEmpty()
                    ? read.flatMap(RuleCheck::fixedOutcome)
                    : Optional.of(CheckOutcome.Failed.invalid(findings));
            outcome.ifPresent(one -> fixed.put(check.id(), one));
            if (outcome.isEmpty()) {
                read.ifPresent(one -> valid.put(check.id(), one));
            }
        }
        return new RuleCompilation(bases, facts, fixed).compile(List.copyOf(valid.values()), before);
    }
}
