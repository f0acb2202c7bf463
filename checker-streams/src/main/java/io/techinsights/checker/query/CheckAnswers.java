package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.query.CheckText.FactText;
import io.techinsights.checker.result.StoredResult;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.FactSource;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.schemas.json.Utf8;
import io.techinsights.schemas.json.WrittenFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Check results in the form that upstream's clients read: as bytes, since they are many, and most of it is stored as text. */
public final class CheckAnswers {
    private static final int MANY_CHECKS = 10_000;
    private static final int TYPICAL_LENGTH = 1024;
    private static final Utf8 FACTS = Utf8.of("{\"facts\":");
    private static final Utf8 RESULT = Utf8.of(",\"result\":");
    private static final Utf8 CHECK = Utf8.of(",\"check\":");

    private final Function<String, Optional<FactSchema>> schemas;
    private final Map<String, CheckText> texts = new ConcurrentHashMap<>();

    /**
     * @param schemas what each retriever announced
     */
    public CheckAnswers(Function<String, Optional<FactSchema>> schemas) {
        this.schemas = schemas;
    }

    /** Writes upstream's form. */
    void upstream(Check check, StoredResult result, JsonBytes out) {
        CheckText text = text(check);
        out.add(FACTS);
        facts(text, result.facts(), Map.of(), out);
        out.add(RESULT).add(result.value()).add(CHECK);
        text.describe(result, out);
        out.add('}');
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
        StoredResult stored = StoredResult.of(result);
        ObjectNode json = Json.object();
        json.set("facts", written(out -> facts(text, stored.facts(), origins(result), out)));
        json.set("result", written(out -> out.add(stored.value())));
        json.set("check", written(out -> text.describe(stored, out)));
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

    private static JsonNode written(Consumer<JsonBytes> content) {
        var out = new JsonBytes(TYPICAL_LENGTH);
        content.accept(out);
        return out.written();
    }

    /** Where each fact is from, as further fields of it; by the name of the fact as it is written. */
    private static Map<Utf8, String> origins(CheckResult result) {
        Map<String, String> byRetriever = new HashMap<>();
        result.getSources().forEach(source -> byRetriever.put(source.getRetrieverId(), origin(source)));
        Map<Utf8, String> origins = new HashMap<>();
        result.getFactRetrievers()
                .forEach((fact, retriever) -> origins.put(
                        Utf8.of(Json.write(TextNode.valueOf(fact))), byRetriever.getOrDefault(retriever, "")));
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
    private static void facts(CheckText text, Utf8 values, Map<Utf8, String> origins, JsonBytes out) {
        char separator = '{';
        var fields = new WrittenFields(values);
        while (fields.next()) {
            Utf8 name = fields.name();
            FactText fact = text.fact(name);
            out.add(separator).add(fact.before()).add(fields.value()).add(fact.after());
            if (!origins.isEmpty()) {
                out.add(origins.getOrDefault(name, ""));
            }
            out.add('}');
            separator = ',';
        }
        out.add(separator == '{' ? "{}" : "}");
    }
}
