package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checker in plain Java: the fact {@code n} of every retriever of the check has to be there, and 5 or more. */
final class AtLeast implements FactChecker {
    static final String TYPE = "at-least";
    static final int LEAST = 5;

    static Check check(List<String> retrievers, @Nullable Duration staleAfter) {
        return new Check("c", TYPE, "c", "c", retrievers, null, staleAfter, null, Json.object());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<CheckProblem> validate(Check check) {
        return List.of();
    }

    @Override
    public CompiledChecks compile(List<Check> checks) {
        return new CompiledChecks() {
            @Override
            public Map<String, CheckOutcome> evaluate(Collection<String> ids, EntityFacts facts) {
                Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
                checks.forEach(check -> outcomes.put(check.id(), judge(check, facts)));
                return outcomes;
            }

            @Override
            public void close() {}
        };
    }

    private static CheckOutcome judge(Check check, EntityFacts facts) {
        boolean passed = true;
        for (String retriever : check.factIds()) {
            FactRow row = facts.rows().get(retriever);
            JsonNode value = row == null ? null : row.facts().get("n");
            if (value == null) {
                return new CheckOutcome.NotReported("no n of " + retriever, null);
            }
            passed &= value.intValue() >= LEAST;
        }
        return new CheckOutcome.Judged(BooleanNode.valueOf(passed), null);
    }

    @Override
    public Set<FactUse> reads(Check check) {
        return Set.of(new FactUse(null, "n"));
    }
}
