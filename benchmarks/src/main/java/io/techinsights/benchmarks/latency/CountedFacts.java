package io.techinsights.benchmarks.latency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One fact after another, each of the next entity: the number of the fact, and whether the entity is owned, which is the other
 * way round each time an entity has its turn.
 *
 * @param entities how many there are
 */
record CountedFacts(int entities) {
    static final String RETRIEVER = "latency";
    static final String COUNT = "count";
    private static final String OWNED = "owned";
    private static final String VERSION = "1.0.0";
    private static final String ENTITY = "component:default/";
    private static final String NAME = "service-";

    /** What is announced of them. */
    FactSchema schema() {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        facts.put(COUNT, FactDefinition.of(FactType.INTEGER, "The number of the fact"));
        facts.put(OWNED, FactDefinition.of(FactType.BOOLEAN, "The entity has an owner"));
        return new FactSchema(
                RETRIEVER,
                VERSION,
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                Topics.DEFAULT_FACT_TOPIC,
                FactSchema.ORIGIN_PUSH,
                facts);
    }

    /** The same, as it is put over HTTP. */
    ObjectNode announcement() {
        ObjectNode json = Json.object().put("version", VERSION);
        ObjectNode facts = json.putObject("schema");
        schema().facts().forEach((name, definition) -> facts.set(name, definition.toJson()));
        return json;
    }

    FactRow row(long number, Instant at) {
        boolean owned = number / entities % 2 == 0;
        return new FactRow(
                RETRIEVER,
                VERSION,
                EntityRef.parse(ENTITY + name(number)),
                at,
                null,
                Map.of(COUNT, LongNode.valueOf(number), OWNED, BooleanNode.valueOf(owned)));
    }

    /** The name of the entity that a fact is of. */
    String name(long number) {
        return "%s%06d".formatted(NAME, number % entities);
    }

    /** Which entity this is, from 0. */
    static int numberOf(String entity) {
        return Integer.parseInt(entity, ENTITY.length() + NAME.length(), entity.length(), 10);
    }

    /** A check whose outcome is another one with each fact of an entity. */
    static ObjectNode changing() {
        return check(-1, true);
    }

    /** A check whose outcome depends on a threshold alone: all entities pass below zero, and none where it is large. */
    static ObjectNode above(long threshold) {
        return check(threshold, false);
    }

    private static ObjectNode check(long threshold, boolean ofOwned) {
        ObjectNode check = Json.object()
                .put("type", "json-rules-engine")
                .put("name", "Of the benchmark")
                .put("description", "Of the benchmark");
        check.putArray("factIds").add(RETRIEVER);
        ArrayNode all = check.putObject("rule").putObject("conditions").putArray("all");
        all.addObject().put("fact", COUNT).put("operator", "greaterThan").put("value", threshold);
        if (ofOwned) {
            all.addObject().put("fact", OWNED).put("operator", "equal").put("value", true);
        }
        return check;
    }
}
