package io.techinsights.retriever.declarative;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSONata expression, bounded in time and depth; one thread evaluates it at a time. */
record JsonataExpression(String text, Jsonata jsonata) implements Expression {
    private static final long MAX_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final int MAX_DEPTH = 300;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Expression of(JsonNode json) {
        String text = Expression.text(json, "JSONata");
        try {
            Jsonata jsonata = Jsonata.jsonata(text);
            jsonata.setOutputConvertNulls(false);
            return new JsonataExpression(text, jsonata);
        } catch (JException e) {
            throw new IllegalArgumentException("is '" + text + "', which is no JSONata: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<JsonNode> find(JsonNode json, FactType type) throws ObservationException {
        Object found;
        try {
            found = evaluate(Json.MAPPER.convertValue(json, Object.class));
        } catch (RuntimeException | StackOverflowError e) {
            throw new ObservationException(text + " cannot be evaluated: " + e.getMessage(), e);
        }
        if (found == null) {
            return Optional.empty();
        }
        JsonNode value = json(found);
        boolean lone = type == FactType.SET && !value.isArray() && !value.isNull();
        return Optional.of(lone ? Json.array().add(value) : value);
    }

    private @Nullable Object evaluate(@Nullable Object input) {
        synchronized (jsonata) {
            Jsonata.Frame frame = jsonata.createFrame();
            frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
            return jsonata.evaluate(input, frame);
        }
    }

    private JsonNode json(@Nullable Object value) throws ObservationException {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return NullNode.getInstance();
        }
        if (value instanceof List<?> list) {
            ArrayNode array = Json.array();
            for (Object element : list) {
                array.add(json(element));
            }
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = Json.object();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                object.set(String.valueOf(entry.getKey()), json(entry.getValue()));
            }
            return object;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return Json.MAPPER.valueToTree(value);
        }
        throw new ObservationException(text + " finds a function, expected a value");
    }
}
