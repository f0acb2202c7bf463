package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.node.IntNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A checker such as an organisation may bring along: the result is a number, so many for each fact. */
public final class CountingChecker implements FactChecker {
    @Override
    public String type() {
        return "counting";
    }

    @Override
    public List<CheckProblem> validate(Check check) {
        return check.rule().path("weight").isIntegralNumber()
                ? List.of()
                : List.of(new CheckProblem(check.id(), "rule.weight", "expected a whole number"));
    }

    @Override
    public CompiledChecks compile(List<Check> checks) {
        Map<String, Check> byId = checks.stream().collect(Collectors.toMap(Check::id, Function.identity()));
        return new CompiledChecks() {
            @Override
            public Map<String, CheckOutcome> evaluate(java.util.Collection<String> checkIds, EntityFacts facts) {
                return byId.values().stream()
                        .filter(check -> checkIds.contains(check.id()))
                        .collect(Collectors.toMap(Check::id, check -> count(check, facts)));
            }

            @Override
            public void close() {}
        };
    }

    private static CheckOutcome count(Check check, EntityFacts facts) {
        int count = facts.rows().values().stream()
                .mapToInt(row -> row.facts().size())
                .sum();
        return new CheckOutcome.Judged(
                IntNode.valueOf(count * check.rule().path("weight").intValue()), null);
    }

    @Override
    public Set<FactUse> reads(Check check) {
        return Set.of(new FactUse(null, "hasTitle"));
    }
}
