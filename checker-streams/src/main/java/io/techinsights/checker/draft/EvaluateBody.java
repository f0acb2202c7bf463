package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.query.EntityList;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts that somebody made up, and what to judge by them.
 *
 * @param description the entity as the request has it; empty where it only names one
 * @param named whether the request says which entity it is
 * @param facts by retriever id and name
 * @param checks the ids of live checks; empty where none are named
 * @param draft empty where there is none
 */
record EvaluateBody(
        EntityRef entity,
        Optional<Entity> description,
        boolean named,
        Map<String, Map<String, JsonNode>> facts,
        Optional<List<String>> checks,
        Optional<JsonNode> draft) {
    private static final BodyKeys KEYS = new BodyKeys("entity", "facts", "checks", "check");
    private static final EntityRef NOBODY = EntityRef.parse("component:default/hypothetical");

    /**
     * Reads it.
     *
     * @throws ApiException 400 naming what is wrong
     */
    static EvaluateBody read(JsonNode body) {
        KEYS.require(body);
        JsonNode entity = body.path("entity");
        boolean named = !entity.isMissingNode() && !entity.isNull();
        try {
            Optional<Entity> description =
                    entity.path("metadata").isObject() ? Optional.of(Entity.of(entity)) : Optional.empty();
            EntityRef ref = description.map(Entity::ref).orElseGet(() -> named ? EntityList.entity(entity) : NOBODY);
            return new EvaluateBody(
                    ref,
                    description,
                    named,
                    facts(body.path("facts")),
                    checks(body.path("checks")),
                    Optional.ofNullable(body.get("check")));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("entity: " + e.getMessage());
        }
    }

    private static Map<String, Map<String, JsonNode>> facts(JsonNode facts) {
        requireObject("facts", "an object of retriever id to facts", facts);
        Map<String, Map<String, JsonNode>> byRetriever = new LinkedHashMap<>();
        facts.properties().forEach(retriever -> {
            requireObject("facts." + retriever.getKey(), "an object of fact name to value", retriever.getValue());
            Map<String, JsonNode> values = new LinkedHashMap<>();
            retriever
                    .getValue()
                    .properties()
                    .forEach(fact -> values.put(fact.getKey(), Json.canonical(fact.getValue())));
            byRetriever.put(retriever.getKey(), values);
        });
        return byRetriever;
    }

    private static void requireObject(String where, String expected, JsonNode found) {
        if (!found.isObject()) {
            throw ApiException.badRequest("'" + where + "' must be " + expected + ", but is "
                    + (found.isMissingNode() ? "missing" : Json.write(found)));
        }
    }

    private static Optional<List<String>> checks(JsonNode ids) {
        if (ids.isMissingNode() || ids.isNull()) {
            return Optional.empty();
        }
        if (!ids.isArray()) {
            throw ApiException.badRequest("'checks' must be a list of check ids, but is " + Json.write(ids));
        }
        List<String> checks = new ArrayList<>();
        ids.forEach(id -> {
            if (!id.isTextual()) {
                throw ApiException.badRequest("'checks' must hold check ids, but holds " + Json.write(id));
            }
            checks.add(id.textValue());
        });
        return Optional.of(checks);
    }
}
