package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.streams.config.Section;
import java.util.Optional;

/** Finds a value in JSON. */
sealed interface Expression permits JsonPathExpression, JsonataExpression {
    String PATH = "path";
    String JSONATA = "jsonata";

    /** As it was written. */
    String text();

    /**
     * What it finds; empty where it finds nothing. A null that is found is a null.
     *
     * @param type what it is found for: a set takes several values, as a list
     * @throws ObservationException where it cannot be evaluated over this JSON
     */
    Optional<JsonNode> find(JsonNode json, FactType type) throws ObservationException;

    /** The expression under {@code path} or {@code jsonata}, where there is exactly one. */
    static Optional<Expression> in(Section section) {
        if (section.has(PATH) && section.has(JSONATA)) {
            section.problem(JSONATA, "stands beside path, expected one of them");
        }
        Optional<Expression> path = section.parse(PATH, JsonPathExpression::of);
        Optional<Expression> jsonata = section.parse(JSONATA, JsonataExpression::of);
        return path.or(() -> jsonata);
    }

    /**
     * Reads a text for JSONPath, or a map of {@code path} or {@code jsonata}.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Expression of(JsonNode json) {
        if (json.size() == 1 && json.has(JSONATA)) {
            return JsonataExpression.of(json.get(JSONATA));
        }
        return JsonPathExpression.of(json.size() == 1 && json.has(PATH) ? json.get(PATH) : json);
    }

    /** The text that an expression is written as. */
    static String text(JsonNode json, String kind) {
        if (!json.isTextual()) {
            throw new IllegalArgumentException("is " + json + ", expected a " + kind + " expression");
        }
        return json.textValue();
    }
}
