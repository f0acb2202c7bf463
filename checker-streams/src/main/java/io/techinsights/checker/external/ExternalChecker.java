package io.techinsights.checker.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.streams.config.KnownNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges checks of type {@code external} by what somebody else found: the fact {@code result} of the one retriever that the
 * check names, and {@code reason} beside it. {@code rule.result} is the type of the result, a boolean where it says none.
 */
public final class ExternalChecker implements FactChecker {
    public static final String TYPE = "external";
    private static final String RESULT = "result";
    private static final String REASON = "reason";
    private static final KnownNames RULE = new KnownNames(List.of(RESULT));

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<CheckProblem> validate(Check check) {
        var findings = new Findings(check.id());
        if (check.factIds().size() != 1) {
            findings.error("factIds", "expected one id, of the retriever whose facts the posted results are");
        }
        findings.unknownKeys(check.rule(), "rule", RULE);
        JsonNode type = check.rule().path(RESULT);
        if (!type.isMissingNode()) {
            findings.attempt("rule.result", () -> FactType.of(type.asText()))
                    .filter(known -> known != FactType.BOOLEAN && check.passIf() == null)
                    .ifPresent(known -> findings.error(
                            "passIf",
                            "missing: a result that is " + known.id() + " does not say by itself what passes"));
        }
        return findings.errors();
    }

    @Override
    public Set<FactUse> reads(Check check) {
        return check.factIds().stream().map(id -> new FactUse(id, RESULT)).collect(Collectors.toSet());
    }

    @Override
    public CompiledChecks compile(List<Check> checks) {
        return new Posted(checks.stream().collect(Collectors.toMap(Check::id, Function.identity())));
    }

    private record Posted(Map<String, Check> checks) implements CompiledChecks {
        @Override
        public Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts facts) {
            Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
            checkIds.forEach(id -> outcomes.put(id, outcome(id, facts)));
            return outcomes;
        }

        private CheckOutcome outcome(String id, EntityFacts facts) {
            Check check = checks.get(id);
            if (check == null) {
                return CheckOutcome.Failed.notCompiled(id);
            }
            FactRow posted = check.factIds().isEmpty()
                    ? null
                    : facts.rows().get(check.factIds().get(0));
            JsonNode result = posted == null ? null : posted.facts().get(RESULT);
            if (posted == null || result == null || result.isNull()) {
                return new CheckOutcome.NotReported("no result of it was posted to /checks/" + id + "/results", null);
            }
            JsonNode reason = posted.facts().get(REASON);
            return new CheckOutcome.Judged(result, null, reason == null ? null : reason.textValue());
        }

        @Override
        public void close() {
            // Nothing was generated.
        }
    }
}
