package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Prometheus answered an instant query with.
 *
 * @param query as it was asked
 */
record Samples(String query, List<Sample> samples) {
    private static final int SHOWN = 3;

    /**
     * A value and what it is of.
     *
     * @param value as Prometheus writes it
     */
    record Sample(JsonNode labels, String value) {}

    Samples {
        samples = List.copyOf(samples);
    }

    /**
     * Reads the answer.
     *
     * @throws ObservationException where it is an error, or of no type that has one value a sample
     */
    static Samples of(String query, JsonNode answer) throws ObservationException {
        JsonNode data = answer.path("data");
        JsonNode result = data.path("result");
        String type = data.path("resultType").asText();
        if (!answer.path("status").asText().equals("success")) {
            throw new ObservationException(
                    query + " was answered an error: " + answer.path("error").asText());
        }
        if (type.equals("scalar")) {
            return new Samples(query, List.of(sample(Json.object(), result)));
        }
        if (!type.equals("vector")) {
            throw new ObservationException(query + " gives a " + type + ", expected a vector or a scalar");
        }
        return new Samples(
                query,
                StreamSupport.stream(result.spliterator(), false)
                        .map(each -> sample(each.path("metric"), each.path("value")))
                        .toList());
    }

    private static Sample sample(JsonNode labels, JsonNode pair) {
        return new Sample(labels, pair.path(1).asText());
    }

    /**
     * The value of the only sample; empty where there is none, or it is no number.
     *
     * @throws ObservationException where there are several, or the value does not fit the fact
     */
    Optional<JsonNode> value(Fact<?> fact) throws ObservationException {
        if (samples.size() > 1) {
            String shown = Stream.concat(
                            samples.stream().limit(SHOWN).map(sample -> Json.write(sample.labels())),
                            samples.size() > SHOWN ? Stream.of("…") : Stream.of())
                    .collect(Collectors.joining(", "));
            throw new ObservationException("fact '" + fact.name() + "' (" + query + "): expected one sample, got "
                    + samples.size() + ": " + shown);
        }
        Optional<JsonNode> found = samples.isEmpty() ? Optional.empty() : json(samples.get(0), fact);
        return fact.value(found, query);
    }

    /** Adds each sample to the entity that its labels name. */
    void addTo(EntityItems items, Fact<?> fact) {
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            items.add(
                    i,
                    sample.labels(),
                    labels -> fact.value(json(sample, fact), query)
                            .map(value -> Map.of(fact.name(), value))
                            .orElse(Map.of()));
        }
    }

    private static Optional<JsonNode> json(Sample sample, Fact<?> fact) {
        if (sample.value().equals("NaN")) {
            return Optional.empty();
        }
        boolean truth = fact.definition().type() == FactType.BOOLEAN;
        if (truth && (sample.value().equals("0") || sample.value().equals("1"))) {
            return Optional.of(BooleanNode.valueOf(sample.value().equals("1")));
        }
        try {
            double number = Double.parseDouble(sample.value());
            return Optional.of(Double.isFinite(number) ? Json.number(number) : TextNode.valueOf(sample.value()));
        } catch (NumberFormatException e) {
            return Optional.of(TextNode.valueOf(sample.value()));
        }
    }
}
