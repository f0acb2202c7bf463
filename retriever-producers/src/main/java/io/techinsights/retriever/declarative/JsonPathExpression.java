package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.util.Optional;

/** A JSONPath. One that may find several values ({@code ..}, {@code [*]}, a filter) finds none, the one, or a list. */
record JsonPathExpression(String text, JsonPath path) implements Expression {
    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(Json.MAPPER))
            .mappingProvider(new JacksonMappingProvider(Json.MAPPER))
            .build();

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Expression of(JsonNode json) {
        String text = Expression.text(json, "JSONPath");
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("is '" + text + "', expected a JSONPath that begins with $");
        }
        try {
            return new JsonPathExpression(text, JsonPath.compile(text));
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is '" + text + "', which is no JSONPath: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<JsonNode> find(JsonNode json, FactType type) throws ObservationException {
        Object found;
        try {
            found = path.read((Object) json, JACKSON);
        } catch (PathNotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new ObservationException(text + " cannot be evaluated: " + e.getMessage(), e);
        }
        JsonNode value = found instanceof JsonNode node ? node : Json.MAPPER.valueToTree(found);
        boolean many = type == FactType.SET || type == FactType.OBJECT;
        return path.isDefinite() || (many && !value.isEmpty()) ? Optional.of(value) : single(value);
    }

    private Optional<JsonNode> single(JsonNode values) throws ObservationException {
        if (values.size() > 1) {
            throw new ObservationException(text + " finds " + values.size() + " values, expected one");
        }
        return Optional.ofNullable(values.get(0));
    }
}
