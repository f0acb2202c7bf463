package io.techinsights.checker.drl;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.drl.memory.Entity;
import io.techinsights.checker.drl.memory.Fact;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.fact.FactRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What rules see of one entity: made once for all checks that are judged together, and never changed. */
final class World {
    private final EntityFacts facts;
    private final Entity entity;
    private final Map<String, List<Fact>> byRetriever = new ConcurrentHashMap<>();

    World(EntityFacts facts) {
        this.facts = facts;
        this.entity = new Entity(
                facts.entity().kind(),
                facts.entity().namespace(),
                facts.entity().name());
    }

    Entity entity() {
        return entity;
    }

    /** Every fact of a retriever; none where it reported nothing. */
    List<Fact> facts(String retriever) {
        return byRetriever.computeIfAbsent(retriever, this::read);
    }

    private List<Fact> read(String retriever) {
        FactRow row = facts.rows().get(retriever);
        if (row == null) {
            return List.of();
        }
        List<Fact> read = new ArrayList<>();
        row.facts()
                .forEach((name, value) ->
                        read.add(new Fact(retriever, row.version(), row.observedAt(), name, value(value))));
        return List.copyOf(read);
    }

    /** Whole numbers come as Java writes them in a rule, so that {@code value == 5} holds. */
    private static @Nullable Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case BOOLEAN -> json.booleanValue();
            case STRING -> json.textValue();
            case NUMBER -> number(json);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(json.size());
                json.forEach(element -> list.add(value(element)));
                yield Collections.unmodifiableList(list);
            }
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                json.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
                yield Collections.unmodifiableMap(map);
            }
            default -> null;
        };
    }

    private static Number number(JsonNode json) {
        if (json.isIntegralNumber() && json.canConvertToInt()) {
            return json.intValue();
        }
        return json.isIntegralNumber() && json.canConvertToLong()
                ? (Number) json.longValue()
                : (Number) json.doubleValue();
    }
}
