package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fact schemas and rows for tests. */
final class TestFacts {
    static final EntityRef ENTITY = EntityRef.parse("component:default/petstore");
    static final Instant OBSERVED_AT = Instant.parse("2026-11-01T10:20:30.456Z");

    private TestFacts() {}

    static FactSchema schema(String retrieverId, Map<String, FactType> types) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        types.forEach((name, type) -> facts.put(name, FactDefinition.of(type, "The " + name + ".")));
        return new FactSchema(
                retrieverId,
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                FactSchema.ORIGIN_RETRIEVER,
                facts);
    }

    static FactRow row(String retrieverId, Map<String, JsonNode> facts) {
        return new FactRow(retrieverId, "1.0.0", ENTITY, OBSERVED_AT, "run-1", facts);
    }
}
