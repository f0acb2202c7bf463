package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Fact names, values of each type, and whole rows, odd ones included. */
final class FactArbitraries {
    private FactArbitraries() {}

    /** A retriever's observation: the types its schema gives, and the values of those facts that it observed. */
    record Observation(String retrieverId, Map<String, FactType> types, Map<String, JsonNode> facts) {}

    private record Fact(String name, FactType type, JsonNode value, boolean observed) {}

    static Arbitrary<Observation> observations() {
        return Combinators.combine(
                        names(), facts().list().uniqueElements(Fact::name).ofMaxSize(8))
                .as(FactArbitraries::observation);
    }

    private static Observation observation(String retrieverId, List<Fact> facts) {
        Map<String, FactType> types = new LinkedHashMap<>();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Fact fact : facts) {
            types.put(fact.name(), fact.type());
            if (fact.observed()) {
                values.put(fact.name(), fact.value());
            }
        }
        return new Observation(retrieverId, types, values);
    }

    private static Arbitrary<Fact> facts() {
        return Arbitraries.of(FactType.class)
                .flatMap(type -> Combinators.combine(names(), values(type), Arbitraries.of(true, true, true, false))
                        .as((name, value, observed) -> new Fact(name, type, value, observed)));
    }

    static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('\u00a0', '\ud7ff')
                        .ofMinLength(1)
                        .ofMaxLength(6),
                Arbitraries.of(
                        FactRecords.OBSERVED_AT,
                        FactRecords.RETRIEVER_VERSION,
                        FactRecords.RUN_ID,
                        FactRecords.NULL_FACTS,
                        "NestedElement",
                        "null",
                        "int",
                        "record",
                        "has-a",
                        "has_a",
                        "has a",
                        "1st",
                        ""));
    }

    static Arbitrary<JsonNode> values(FactType type) {
        Arbitrary<JsonNode> values = switch (type) {
            case INTEGER ->
                Arbitraries.oneOf(
                        Arbitraries.longs()
                                .map(value -> Json.MAPPER.getNodeFactory().numberNode(value)),
                        Arbitraries.integers()
                                .map(value -> Json.MAPPER.getNodeFactory().numberNode(value)),
                        Arbitraries.of(0.0, -0.0, 5.0, 1e17)
                                .map(value -> Json.MAPPER.getNodeFactory().numberNode(value)));
            case FLOAT -> numbers();
            case STRING -> texts();
            case BOOLEAN -> Arbitraries.of(true, false).map(BooleanNode::valueOf);
            case DATETIME ->
                Arbitraries.of(
                                "2026-11-01",
                                "2026-11-01Z",
                                "2026-W45-7",
                                "2026-11-01T00:00:00",
                                "2026-11-01T00:00:00.000+00:00",
                                "2026-11-01T10:20:30Z")
                        .map(TextNode::valueOf);
            case SET -> lists();
            case OBJECT -> Arbitraries.oneOf(lists(), objects());
        };
        return Arbitraries.frequencyOf(
                Tuple.of(9, values), Tuple.of(1, Arbitraries.just((JsonNode) NullNode.getInstance())));
    }

    private static Arbitrary<JsonNode> numbers() {
        return Arbitraries.doubles()
                .between(-Double.MAX_VALUE, Double.MAX_VALUE)
                .edgeCases(edges -> edges.add(0.1, 1e17, -0.0, 9007199254740991d))
                .map(value -> Json.MAPPER.getNodeFactory().numberNode(value));
    }

    private static Arbitrary<JsonNode> texts() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .ofMaxLength(10)
                .map(TextNode::valueOf);
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.oneOf(
                numbers(),
                texts(),
                Arbitraries.integers().map(value -> Json.MAPPER.getNodeFactory().numberNode(value)),
                Arbitraries.of(true, false).map(BooleanNode::valueOf),
                Arbitraries.just(NullNode.getInstance()));
    }

    private static Arbitrary<JsonNode> lists() {
        return Arbitraries.oneOf(scalars(), Arbitraries.lazy(FactArbitraries::objects))
                .list()
                .ofMaxSize(4)
                .map(elements -> Json.array().addAll(elements));
    }

    private static Arbitrary<JsonNode> objects() {
        return Arbitraries.maps(
                        Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(5),
                        Arbitraries.oneOf(
                                scalars(),
                                scalars()
                                        .list()
                                        .ofMaxSize(2)
                                        .map(list -> Json.array().addAll(list))))
                .ofMaxSize(3)
                .map(fields -> Json.object().setAll(fields));
    }
}
