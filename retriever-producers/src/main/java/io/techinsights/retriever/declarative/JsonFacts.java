package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.streams.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds facts in one JSON document, each by its expression. */
record JsonFacts(List<Fact<Expression>> facts) {
    JsonFacts {
        facts = List.copyOf(facts);
    }

    /** Reads {@code facts}, each with {@code path} or {@code jsonata}. */
    static JsonFacts read(Section section) {
        return new JsonFacts(Fact.read(section, JsonFacts::expression));
    }

    private static Optional<Expression> expression(Section fact, FactType type) {
        Optional<Expression> expression = Expression.in(fact);
        if (!fact.has(Expression.PATH) && !fact.has(Expression.JSONATA)) {
            fact.problems().add(fact.path() + " has neither path nor jsonata, expected one of them");
        }
        return expression;
    }

    /**
     * The facts of this document; what finds nothing is left out.
     *
     * @throws ObservationException naming the fact that is not what it was declared to be
     */
    Map<String, JsonNode> in(JsonNode document) throws ObservationException {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Fact<Expression> fact : facts) {
            fact.value(find(fact, document), fact.how().text()).ifPresent(value -> found.put(fact.name(), value));
        }
        return found;
    }

    private static Optional<JsonNode> find(Fact<Expression> fact, JsonNode document) throws ObservationException {
        try {
            return fact.how().find(document, fact.definition().type());
        } catch (ObservationException e) {
            throw new ObservationException("fact '" + fact.name() + "': " + e.getMessage(), e);
        }
    }
}
