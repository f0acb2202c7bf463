package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A fact that the configuration declares.
 *
 * @param how it is found; what that is depends on the type of the retriever
 * @param otherwise its value where nothing is found; {@code null} for none
 */
record Fact<H>(
        String name,
        FactDefinition definition,
        H how,
        @Nullable JsonNode otherwise) {
    private static final List<String> DEFINITION = List.of("type", "description", "since", "metadata");

    /** Reads {@code facts}; what is wrong becomes a problem. The reader says how a fact of this type is found. */
    static <H> List<Fact<H>> read(Section section, BiFunction<Section, FactType, Optional<H>> reader) {
        List<Fact<H>> facts = new ArrayList<>();
        section.sections("facts").forEach((name, fact) -> {
            Optional<FactDefinition> definition = definition(fact);
            Optional<H> how =
                    reader.apply(fact, definition.map(FactDefinition::type).orElse(FactType.OBJECT));
            Optional<JsonNode> otherwise =
                    fact.parse("default", value -> otherwise(definition.map(FactDefinition::type), value));
            fact.done();
            if (definition.isPresent() && how.isPresent()) {
                facts.add(new Fact<>(name, definition.get(), how.get(), otherwise.orElse(null)));
            }
        });
        if (section.sections("facts").isEmpty()) {
            section.problem("facts", "is missing, expected a map of fact name to {type, description, …}");
        }
        return List.copyOf(facts);
    }

    private static Optional<FactDefinition> definition(Section fact) {
        ObjectNode json = Json.object();
        DEFINITION.forEach(key -> fact.json(key).ifPresent(value -> json.set(key, value)));
        try {
            return Optional.of(FactDefinition.of((JsonNode) json));
        } catch (IllegalArgumentException e) {
            fact.problems().add(fact.path() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static JsonNode otherwise(Optional<FactType> type, JsonNode value) {
        String mismatch = type.map(known -> known.mismatch(value)).orElse(null);
        if (mismatch != null) {
            throw new IllegalArgumentException("does not fit the fact: " + mismatch);
        }
        return value;
    }

    /** What a schema says of these facts, in their order. */
    static Map<String, FactDefinition> schema(List<? extends Fact<?>> facts) {
        Map<String, FactDefinition> schema = new LinkedHashMap<>();
        facts.forEach(fact -> schema.put(fact.name(), fact.definition()));
        return schema;
    }

    /**
     * The value to emit, of exactly the declared type; empty where the fact is to be left out.
     *
     * @param source names where it was found, for the message
     * @throws ObservationException where what was found is of another type
     */
    Optional<JsonNode> value(Optional<JsonNode> found, String source) throws ObservationException {
        if (found.isEmpty()) {
            return Optional.ofNullable(otherwise);
        }
        String mismatch = definition.type().mismatch(found.get());
        if (mismatch != null) {
            throw new ObservationException("fact '" + name + "' (" + source + "): " + mismatch);
        }
        return found;
    }
}
