package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A check of type {@code external}: its results are worked out elsewhere and posted. A result is a fact, observed by whoever
 * posts it, of the retriever that the check names: so it is kept, grows stale and leaves with its entity as any other fact.
 *
 * @param retrieverId whose facts the results are
 * @param type of the result
 */
record ExternalCheck(String id, String name, String retrieverId, FactType type) {
    private static final String EXTERNAL = "external";
    private static final String RESULT = "result";
    private static final String REASON = "reason";

    /**
     * Reads a definition as the check-definitions topic holds it.
     *
     * @throws ApiException 409 where results of the check are not to be posted
     */
    static ExternalCheck of(CheckDefinition definition) {
        if (!definition.getType().equals(EXTERNAL)) {
            throw ApiException.conflict(
                    "The results of '" + definition.getId() + "' are worked out here, for it is of type '"
                            + definition.getType() + "': those of checks of type '" + EXTERNAL + "' are taken");
        }
        JsonNode check = Json.parse(definition.getDefinition());
        return new ExternalCheck(
                definition.getId(),
                check.path("name").asText(),
                check.path("factIds").path(0).asText(),
                FactType.of(check.path("rule").path(RESULT).asText(FactType.BOOLEAN.id())));
    }

    /** What is announced of the results where nobody announced anything of this retriever. */
    FactSchema schema() {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        facts.put(RESULT, FactDefinition.of(type, "What the check found"));
        facts.put(REASON, FactDefinition.of(FactType.STRING, "Why, for a person"));
        return new FactSchema(
                retrieverId,
                "1.0.0",
                name,
                "Results of the check " + id,
                null,
                new FactLifecycle.Keep(),
                null,
                Topics.DEFAULT_FACT_TOPIC,
                FactSchema.ORIGIN_PUSH,
                facts);
    }

    /** The results of a push as rows of facts. */
    PushBody rows(PushBody results) {
        List<PushedItem> rows = results.items().stream()
                .map(item -> new PushedItem(row(item.row()), item.key()))
                .toList();
        return new PushBody(rows, results.single());
    }

    /** What is neither of the row nor of the result stays where it is, and is refused there by its name. */
    private static JsonNode row(JsonNode result) {
        if (!result.isObject()) {
            return result;
        }
        ObjectNode row = Json.object();
        ObjectNode facts = Json.object();
        result.properties().forEach(field -> {
            boolean fact = field.getKey().equals(RESULT) || field.getKey().equals(REASON);
            (fact ? facts : row).set(field.getKey(), field.getValue());
        });
        row.set("facts", facts);
        return row;
    }
}
