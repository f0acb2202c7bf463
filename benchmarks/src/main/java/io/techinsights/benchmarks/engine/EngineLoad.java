package io.techinsights.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * What every engine is given: the same checks over the same entities.
 *
 * @param checks as a configuration would hold them
 * @param predicates the same checks in Java, in the same order
 * @param entities with facts of every kind, which about half of all conditions hold for
 */
public record EngineLoad(
        List<Check> checks, List<Predicate<Map<String, FactRow>>> predicates, List<EntityFacts> entities) {

    /** How many checks, and how many conditions in each. */
    public enum Size {
        ONE("1x1"),
        TWENTY("20x4"),
        TWO_HUNDRED("200x4");

        private final String text;

        Size(String text) {
            this.text = text;
        }

        /** The size of such a text. */
        static Size of(String text) {
            return List.of(values()).stream()
                    .filter(size -> size.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No size is called '" + text + "'"));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The same load each time. */
    static EngineLoad of(Size size) {
        List<EntityFacts> entities = new RandomFacts(1).entities(1000);
        return switch (size) {
            case ONE -> one(entities);
            case TWENTY -> repeated(1, entities);
            case TWO_HUNDRED -> repeated(10, entities);
        };
    }

    private static EngineLoad one(List<EntityFacts> entities) {
        JsonNode conditions =
                Json.parse("{\"all\": [{\"fact\": \"hasOwner\", \"operator\": \"equal\", \"value\": true}]}");
        return new EngineLoad(
                List.of(check("owned", List.of("metadata"), conditions)), List.of(HandWrittenChecks::owned), entities);
    }

    private static EngineLoad repeated(int times, List<EntityFacts> entities) {
        List<Check> checks = new ArrayList<>();
        List<Predicate<Map<String, FactRow>>> predicates = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            for (JsonNode json : file()) {
                List<String> retrievers = StreamSupport.stream(
                                json.path("factIds").spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList();
                checks.add(check(json.path("id").textValue() + time, retrievers, json.path("conditions")));
            }
            predicates.addAll(HandWrittenChecks.ALL);
        }
        return new EngineLoad(checks, predicates, entities);
    }

    private static JsonNode file() {
        try (InputStream file = EngineLoad.class.getResourceAsStream("/checks.json")) {
            if (file == null) {
                throw new IllegalStateException("checks.json is not on the class path");
            }
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Check check(String id, List<String> retrievers, JsonNode conditions) {
        var json = Json.object();
        json.putObject("rule").set("conditions", Json.canonical(conditions));
        return new Check(id, "json-rules-engine", id, id, retrievers, null, json);
    }
}
