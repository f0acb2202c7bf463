package io.techinsights.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Facts of three retrievers, spread so that the conditions of {@code checks.json} hold about as often as not. */
final class RandomFacts {
    private static final Instant OBSERVED = Instant.parse("2026-11-01T00:00:00Z");
    private static final List<String> TAGS = List.of("java", "backend", "legacy", "web", "data");

    private final Random random;

    /** The same facts for the same seed. */
    RandomFacts(long seed) {
        this.random = new Random(seed);
    }

    /** This many entities. */
    List<EntityFacts> entities(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new EntityRef("component", EntityRef.DEFAULT_NAMESPACE, "service-" + number))
                .map(entity -> new EntityFacts(
                        entity,
                        Map.of(
                                "metadata", row("metadata", entity, metadata()),
                                "quality", row("quality", entity, quality()),
                                "delivery", row("delivery", entity, delivery()))))
                .toList();
    }

    private static FactRow row(String retriever, EntityRef entity, Map<String, JsonNode> facts) {
        return new FactRow(retriever, "1.0.0", entity, OBSERVED, null, facts);
    }

    private Map<String, JsonNode> metadata() {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        facts.put("hasOwner", flag());
        facts.put("hasDescription", flag());
        facts.put("hasDocs", flag());
        facts.put("links", whole(5));
        facts.put("lifecycle", one("production", "production", "experimental", "deprecated"));
        facts.put("tier", one("gold", "silver", "bronze"));
        var tags = Json.array();
        TAGS.stream().filter(tag -> random.nextBoolean()).forEach(tags::add);
        facts.put("tags", tags);
        return facts;
    }

    private Map<String, JsonNode> quality() {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        facts.put("coverage", part(100));
        facts.put("duplication", part(60));
        facts.put("lintErrors", whole(200));
        facts.put("reviewed", flag());
        facts.put("vulnerabilities", whole(8));
        facts.put("scanned", flag());
        facts.put("openBugs", whole(40));
        facts.put("language", one("java", "kotlin", "go", "typescript", "python"));
        return facts;
    }

    private Map<String, JsonNode> delivery() {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        facts.put("leadTimeHours", part(100));
        facts.put("deploysPerWeek", part(10));
        facts.put("ciMinutes", whole(40));
        facts.put("failureRate", part(1));
        facts.put("runtime", one("java8", "java17", "java21", "node14", "node20", "go1.24"));
        facts.put("replicas", whole(6));
        facts.put("onCall", flag());
        facts.put("slo", Json.number(98 + whole(5).doubleValue() / 2));
        return facts;
    }

    private JsonNode flag() {
        return BooleanNode.valueOf(random.nextBoolean());
    }

    private JsonNode whole(int below) {
        return Json.number(random.nextInt(below));
    }

    private JsonNode part(double below) {
        return Json.number(Math.round(random.nextDouble() * below * 1000) / 1000d);
    }

    private JsonNode one(String... of) {
        return TextNode.valueOf(of[random.nextInt(of.length)]);
    }
}
