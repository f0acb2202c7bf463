package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.FactSource;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what became of a check: with the facts it names, and where they came from. */
final class Verdict {
    private final CheckSet set;
    private final Check check;
    private final Subject subject;
    private final Instant now;

    Verdict(CheckSet set, Check check, Subject subject, Instant now) {
        this.set = set;
        this.check = check;
        this.subject = subject;
        this.now = now;
    }

    /** It was decided without asking its rule. */
    CheckResult decided(CheckStatus status, String reason) {
        return result(new Ruling(status, null, reason, null));
    }

    /** Its rule was asked. */
    CheckResult evaluated(@Nullable CheckOutcome outcome) {
        return result(Ruling.of(check, outcome));
    }

    private CheckResult result(Ruling ruling) {
        JsonNode value = ruling.result();
        JsonNode conditions = ruling.conditions();
        ObjectNode facts = Json.object();
        Map<String, String> retrievers = new HashMap<>();
        describeFacts(facts, retrievers);
        return new CheckResult(
                subject.ref(),
                check.id(),
                check.contentHash(),
                ruling.status(),
                value == null ? null : value(value),
                ruling.reason(),
                conditions == null ? null : Json.write(conditions),
                Json.write(facts),
                sources(),
                now,
                now,
                null,
                value != null && value.isContainerNode(),
                retrievers);
    }

    private List<FactSource> sources() {
        List<FactSource> sources = new ArrayList<>();
        for (String retriever : check.factIds()) {
            StoredFacts row = subject.rows().get(retriever);
            if (row != null) {
                sources.add(new FactSource(
                        retriever,
                        row.getVersion(),
                        row.getObservedAt(),
                        row.getTopic(),
                        row.getPartition(),
                        row.getOffset()));
            }
        }
        return sources;
    }

    /** The values of the facts that the check names: of a name that two retrievers share, the last one's. */
    private void describeFacts(ObjectNode values, Map<String, String> retrievers) {
        Set<String> names = new LinkedHashSet<>();
        collectNames(check.rule().path("conditions"), names);
        if (names.isEmpty()) {
            set.reads(check).forEach(use -> names.add(use.name()));
        }
        for (String name : names) {
            for (String retriever : check.factIds()) {
                FactRow row = subject.facts().rows().get(retriever);
                JsonNode value = row == null ? null : row.facts().get(name);
                if (value != null) {
                    values.set(name, value);
                    retrievers.put(name, retriever);
                }
            }
        }
    }

    private static void collectNames(JsonNode condition, Set<String> names) {
        if (condition.path("fact").isTextual()) {
            names.add(condition.path("fact").textValue());
        }
        for (String group : List.of("all", "any")) {
            condition.path(group).forEach(child -> collectNames(child, names));
        }
        if (condition.path("not").isObject()) {
            collectNames(condition.path("not"), names);
        }
    }

    private static @Nullable Object value(JsonNode result) {
        return switch (result.getNodeType()) {
            case BOOLEAN -> result.booleanValue();
            case NUMBER -> result.isIntegralNumber() ? (Object) result.longValue() : (Object) result.doubleValue();
            case STRING -> result.textValue();
            case NULL, MISSING -> null;
            default -> Json.write(result);
        };
    }
}
