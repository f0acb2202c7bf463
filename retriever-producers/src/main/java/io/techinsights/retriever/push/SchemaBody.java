package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.api.LifecycleReader;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.fact.RetrieverIds;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.config.KnownNames;
import io.techinsights.streams.http.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Reads the fact schema that somebody announces over HTTP; all that is wrong with it is said at once. */
final class SchemaBody {
    private static final Set<String> KEYS = new TreeSet<>(
            Set.of("version", "title", "description", "entityFilter", "lifecycle", "history", "schema", "topic"));

    private final JsonNode body;
    private final List<String> problems = new ArrayList<>();

    private SchemaBody(JsonNode body) {
        this.body = body;
    }

    /**
     * Reads it.
     *
     * @throws ApiException 400 naming everything that is wrong
     */
    static FactSchema read(String retrieverId, JsonNode body, Topics topics) {
        if (!body.isObject()) {
            throw ApiException.badRequest("A fact schema is an object of " + String.join(", ", KEYS));
        }
        var reader = new SchemaBody(body);
        reader.checkId(retrieverId);
        FactSchema schema = reader.schema(retrieverId, topics);
        if (!reader.problems.isEmpty()) {
            throw ApiException.badRequest(
                    "The fact schema of '" + retrieverId + "' is not valid: " + String.join("; ", reader.problems));
        }
        return schema;
    }

    private void checkId(String retrieverId) {
        try {
            RetrieverIds.require(retrieverId);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    private FactSchema schema(String retrieverId, Topics topics) {
        body.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add("'" + key + "' is not known: " + new KnownNames(KEYS).hint(key));
            }
        });
        String topic = Optional.ofNullable(text("topic")).orElse(Topics.DEFAULT_FACT_TOPIC);
        attempt("topic", topic, topics::facts);
        HistoryMode history = Optional.ofNullable(text("history"))
                .flatMap(mode -> attempt("history", mode, HistoryMode::of))
                .orElse(HistoryMode.ALL);
        var schema = new FactSchema(
                retrieverId,
                version(),
                text("title"),
                text("description"),
                value("entityFilter")
                        .flatMap(json -> attempt("entityFilter", json, EntityFilter::of))
                        .orElse(null),
                value("lifecycle")
                        .flatMap(json -> attempt("lifecycle", json, LifecycleReader::of))
                        .orElse(new FactLifecycle.Keep()),
                null,
                topic,
                FactSchema.ORIGIN_PUSH,
                facts());
        return schema.with(history);
    }

    private Optional<JsonNode> value(String key) {
        return body.hasNonNull(key) ? Optional.of(body.get(key)) : Optional.empty();
    }

    private <T, R> Optional<R> attempt(String key, T value, Function<T, R> reader) {
        try {
            return Optional.of(reader.apply(value));
        } catch (IllegalArgumentException e) {
            problems.add("'" + key + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    private @Nullable String text(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isTextual()) {
            problems.add("'" + key + "' is " + value.get() + ", expected a text");
        }
        return value.map(JsonNode::asText).orElse(null);
    }

    private String version() {
        String version = value("version").map(JsonNode::asText).orElse("");
        if (!Semver.isValid(version)) {
            problems.add(
                    "'version' is " + value("version").map(JsonNode::toString).orElse("missing")
                            + ", expected a semantic version such as 1.0.0");
        }
        return version;
    }

    private Map<String, FactDefinition> facts() {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        JsonNode schema = body.path("schema");
        if (!schema.isObject() || schema.isEmpty()) {
            problems.add("'schema' is " + (schema.isMissingNode() ? "missing" : schema)
                    + ", expected an object of fact name to {type, description}");
        } else {
            schema.properties()
                    .forEach(fact -> attempt("schema." + fact.getKey(), fact.getValue(), FactDefinition::of)
                            .ifPresent(definition -> facts.put(fact.getKey(), definition)));
        }
        return facts;
    }
}
