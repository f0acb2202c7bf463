package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts of one entity, from JSON. */
final class TestFacts {
    private static final EntityRef ENTITY = EntityRef.parse("component:default/petstore");
    private static final Instant OBSERVED = Instant.parse("2026-11-01T00:00:00Z");

    private TestFacts() {}

    /** From a map of retriever id to facts. */
    static EntityFacts of(JsonNode rows) {
        Map<String, FactRow> byRetriever = new LinkedHashMap<>();
        rows.properties().forEach(row -> {
            Map<String, JsonNode> facts = new LinkedHashMap<>();
            row.getValue().properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
            byRetriever.put(row.getKey(), new FactRow(row.getKey(), "1.0.0", ENTITY, OBSERVED, null, facts));
        });
        return new EntityFacts(ENTITY, byRetriever);
    }

    /** From the text of such a map, in which single quotes may stand for double ones. */
    static EntityFacts of(String rows) {
        return of(Json.parse(rows.replace('\'', '"')));
    }
}
