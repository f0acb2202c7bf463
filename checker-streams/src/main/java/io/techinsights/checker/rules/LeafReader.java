package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.js.FactPath;
import io.techinsights.checker.operator.Operator;
import io.techinsights.checker.operator.Operators;
import io.techinsights.checker.rules.Condition.Leaf;
import io.techinsights.checker.rules.Condition.Source;
import io.techinsights.streams.config.KnownNames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one comparison of a fact with a value. */
final class LeafReader {
    private static final int MAX_OPERATOR_LENGTH = 500;
    private static final KnownNames KEYS =
            new KnownNames(List.of("fact", "operator", "value", "params", "path", "name", "priority"));
    private static final KnownNames VALUE_KEYS = new KnownNames(List.of("fact", "params", "path"));

    private final Operators operators;
    private final Findings findings;
    private int read;

    LeafReader(Operators operators, Findings findings) {
        this.operators = operators;
        this.findings = findings;
    }

    Optional<Condition> read(JsonNode json, String at) {
        findings.unknownKeys(json, at, KEYS);
        Optional<Source> fact = fact(json, at);
        Optional<Operator> operator = operator(json, at);
        Optional<Source> value = value(json, at);
        String name = findings.optionalText(json, at, "name").orElse(null);
        int priority = Priority.read(json, at, findings);
        if (fact.isEmpty() || operator.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Leaf(at, name, priority, read++, json, fact.get(), operator.get(), value.get()));
    }

    private Optional<Operator> operator(JsonNode json, String at) {
        return findings.text(json, at, "operator").flatMap(name -> {
            if (name.length() > MAX_OPERATOR_LENGTH) {
                findings.error(at + ".operator", "longer than " + MAX_OPERATOR_LENGTH + " characters");
                return Optional.empty();
            }
            return findings.attempt(at + ".operator", () -> operators.get(name));
        });
    }

    private Optional<Source> value(JsonNode json, String at) {
        JsonNode value = json.get("value");
        if (value == null) {
            findings.error(at + ".value", "missing: expected what to compare the fact with; null is fine");
            return Optional.empty();
        }
        if (value.isObject() && value.has("fact")) {
            findings.unknownKeys(value, at + ".value", VALUE_KEYS);
            return fact(value, at + ".value");
        }
        return Optional.of(new Source.Constant(value));
    }

    private Optional<Source> fact(JsonNode json, String at) {
        String retriever = retriever(json.path("params"), at + ".params");
        FactPath path = path(json, at);
        return findings.text(json, at, "fact").map(name -> new Source.Fact(new FactUse(retriever, name), path));
    }

    /** Other parameters are for facts that are computed, which there are none of here; they only show in the answer. */
    private @Nullable String retriever(JsonNode params, String at) {
        if (!params.isMissingNode() && !params.isObject()) {
            findings.expected(at, "a map", params);
        }
        return findings.optionalText(params, at, "factRetrieverId").orElse(null);
    }

    private @Nullable FactPath path(JsonNode json, String at) {
        String path = findings.optionalText(json, at, "path").orElse("");
        return path.isEmpty()
                ? null
                : findings.attempt(at + ".path", () -> FactPath.of(path)).orElse(null);
    }
}
