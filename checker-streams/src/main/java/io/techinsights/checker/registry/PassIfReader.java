package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.check.PassIf;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import io.techinsights.checker.operator.Operators;
import io.techinsights.streams.config.KnownNames;
import java.util.List;
import java.util.Optional;

/** Reads what the result of a check has to be: {@code passIf: {operator, value, path?}}. */
final class PassIfReader {
    private static final String AT = "passIf";
    private static final KnownNames KEYS = new KnownNames(List.of("operator", "value", "path"));

    private final Operators operators;

    PassIfReader(Operators operators) {
        this.operators = operators;
    }

    /** Empty where there is none, or where something is wrong with it, which is then reported. */
    Optional<PassIf> read(JsonNode json, Findings findings) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            findings.expected(AT, "a map with operator and value", json);
            return Optional.empty();
        }
        findings.unknownKeys(json, AT, KEYS);
        if (!json.has("value")) {
            findings.error(AT + ".value", "missing: expected what to compare the result with");
        }
        Optional<Operator> operator = findings.text(json, AT, "operator")
                .flatMap(name -> findings.attempt(AT + ".operator", () -> operators.get(name)));
        Optional<FactPath> path = findings.optionalText(json, AT, "path")
                .flatMap(text -> findings.attempt(AT + ".path", () -> FactPath.of(text)));
        return operator.map(one -> new PassIf(one, json.path("value"), path.orElse(null)));
    }
}
