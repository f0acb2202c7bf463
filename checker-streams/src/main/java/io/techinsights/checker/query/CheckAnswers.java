package io.techinsights.checker.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.query.CheckText.FactText;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.FactSource;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Check results in the form that upstream's clients read: as text, since they are many, and most of it is stored as text. */
public final class CheckAnswers {
    private static final int MANY_CHECKS = 10_000;

    private final Function<String, Optional<FactSchema>> schemas;
    private final Map<String, CheckText> texts = new ConcurrentHashMap<>();

    /**
     * @param schemas what each retriever announced
     */
    public CheckAnswers(Function<String, Optional<FactSchema>> schemas) {
        this.schemas = schemas;
    }

    /** Whether upstream would answer with it: a rule was evaluated. */
    static boolean isUpstreams(CheckResult result) {
        return result.getStatus() == CheckStatus.PASSED || result.getStatus() == CheckStatus.FAILED;
    }

    /** Writes upstream's form. */
    void upstream(Check check, CheckResult result, StringBuilder out) {
        CheckText text = text(check);
        out.append("{\"facts\":");
        facts(text, result, Map.of(), out);
        out.append(",\"result\":").append(value(result)).append(",\"check\":");
        text.append(result, out);
        out.append('}');
    }

    private CheckText text(Check check) {
        CheckText known = texts.get(check.id());
        if (known != null && known.isOf(check, schemas)) {
            return known;
        }
        if (texts.size() >= MANY_CHECKS) {
            texts.clear();
        }
        var text = new CheckText(check, schemas);
        texts.put(check.id(), text);
        return text;
    }

    /** Upstream's form, with what upstream leaves out. */
    public ObjectNode complete(Check check, CheckResult result) {
        CheckText text = text(check);
        var facts = new StringBuilder();
        facts(text, result, origins(result), facts);
        var described = new StringBuilder();
        text.append(result, described);
        ObjectNode json = Json.object();
        json.set("facts", Json.raw(facts.toString()));
        json.set("result", Json.raw(value(result)));
        json.set("check", Json.raw(described.toString()));
        json.put("status", result.getStatus().name())
                .put("reason", result.getReason())
                .put("checkHash", result.getCheckHash())
                .put("evaluatedAt", result.getEvaluatedAt().toString())
                .put("changedAt", result.getChangedAt().toString())
                .put(
                        "previousStatus",
                        result.getPreviousStatus() == null
                                ? null
                                : result.getPreviousStatus().name());
        ArrayNode list = json.putArray("sources");
        result.getSources()
                .forEach(source -> list.addObject()
                        .put("retrieverId", source.getRetrieverId())
                        .put("version", source.getVersion())
                        .put("observedAt", source.getObservedAt().toString())
                        .put("topic", source.getTopic())
                        .put("partition", source.getPartition())
                        .put("offset", source.getOffset()));
        return json;
    }

    /** Where each fact is from, as further fields of it. */
    private static Map<String, String> origins(CheckResult result) {
        Map<String, String> byRetriever = new HashMap<>();
        result.getSources().forEach(source -> byRetriever.put(source.getRetrieverId(), origin(source)));
        Map<String, String> origins = new HashMap<>();
        result.getFactRetrievers()
                .forEach((fact, retriever) -> origins.put(fact, byRetriever.getOrDefault(retriever, "")));
        return origins;
    }

    private static String origin(FactSource source) {
        String origin = Json.write(Json.object()
                .put("retrieverId", source.getRetrieverId())
                .put("version", source.getVersion())
                .put("timestamp", source.getObservedAt().toString()));
        return ',' + origin.substring(1, origin.length() - 1);
    }

    /** Copies the values as they are stored, and puts beside each what is known of it. */
    private static void facts(CheckText text, CheckResult result, Map<String, String> origins, StringBuilder out) {
        char separator = '{';
        try (JsonParser facts = Json.parserOfOwn(result.getFacts())) {
            facts.nextToken();
            for (String name = facts.nextFieldName(); name != null; name = facts.nextFieldName()) {
                FactText fact = text.fact(name);
                out.append(separator)
                        .append(fact.before())
                        .append(Json.nextValue(facts))
                        .append(fact.after())
                        .append(origins.getOrDefault(name, ""))
                        .append('}');
                separator = ',';
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static String value(CheckResult result) {
        Object value = result.getResult();
        return result.getStructured() ? String.valueOf(value) : Json.write(Json.MAPPER.valueToTree(value));
    }
}
