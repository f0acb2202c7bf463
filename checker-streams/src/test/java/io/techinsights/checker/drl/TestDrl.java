package io.techinsights.checker.drl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks of type drools, and facts for them. */
final class TestDrl {
    private TestDrl() {}

    /** A rule that fires where its conditions hold. */
    static String rule(String when, String then) {
        return "rule \"a\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }

    /** A check of the facts of retriever {@code r}. */
    static Check check(String id, String drl) {
        return check(id, List.of("r"), Json.object().put("drl", drl));
    }

    static Check check(String id, List<String> factIds, ObjectNode rule) {
        ObjectNode json = Json.object().put("id", id);
        json.set("rule", rule);
        return new Check(id, DrlChecker.TYPE, id, id, factIds, null, json);
    }

    /** The facts of an entity of a name, from a map of retriever to facts; single quotes may stand for double ones. */
    static EntityFacts facts(String name, String rows) {
        EntityRef entity = EntityRef.parse("component:default/" + name);
        Map<String, FactRow> byRetriever = new LinkedHashMap<>();
        Json.parse(rows.replace('\'', '"')).properties().forEach(row -> {
            Map<String, JsonNode> facts = new LinkedHashMap<>();
            row.getValue().properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
            byRetriever.put(
                    row.getKey(),
                    new FactRow(row.getKey(), "1.2.0", entity, Instant.parse("2026-11-01T00:00:00Z"), null, facts));
        });
        return new EntityFacts(entity, byRetriever);
    }

    static CheckOutcome outcome(CompiledChecks checks, String id, EntityFacts facts) {
        return Objects.requireNonNull(checks.evaluate(List.of(id), facts).get(id));
    }

    /** What a rule gives for the facts of retriever {@code r}. */
    static CheckOutcome outcome(DrlChecker checker, String drl, String facts) {
        try (CompiledChecks checks = checker.compile(List.of(check("check", drl)))) {
            return outcome(checks, "check", facts("petstore", "{'r': " + facts + "}"));
        }
    }
}
