package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.avro.FactSource;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Check results in the form that upstream's clients read. */
public final class CheckAnswers {
    private final Function<String, Optional<FactSchema>> schemas;

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

    /** Upstream's form. */
    ObjectNode upstream(Check check, CheckResult result) {
        ObjectNode json = Json.object();
        json.set("facts", facts(check, result));
        json.set("result", value(result));
        json.set("check", check(check, result));
        return json;
    }

    /** Upstream's form, with what upstream leaves out. */
    public ObjectNode complete(Check check, CheckResult result) {
        ObjectNode json = upstream(check, result);
        Map<String, FactSource> sources = new HashMap<>();
        result.getSources().forEach(source -> sources.put(source.getRetrieverId(), source));
        json.get("facts").properties().forEach(fact -> {
            FactSource source = sources.get(result.getFactRetrievers().get(fact.getKey()));
            if (source != null) {
                ((ObjectNode) fact.getValue())
                        .put("retrieverId", source.getRetrieverId())
                        .put("version", source.getVersion())
                        .put("timestamp", source.getObservedAt().toString());
            }
        });
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

    private ObjectNode facts(Check check, CheckResult result) {
        ObjectNode facts = Json.object();
        Json.parse(result.getFacts()).properties().forEach(fact -> {
            ObjectNode described = Json.object();
            described.set("value", fact.getValue());
            definition(check, fact.getKey()).ifPresent(definition -> described.setAll(definition.toJson()));
            facts.set(fact.getKey(), described);
        });
        return facts;
    }

    /** Upstream merges the schemas in descending order of their ids, so of a shared name the lowest id describes it. */
    private Optional<FactDefinition> definition(Check check, String fact) {
        return check.factIds().stream()
                .sorted()
                .flatMap(retriever -> schemas.apply(retriever).stream())
                .flatMap(schema -> schema.fact(fact).stream())
                .findFirst();
    }

    private static JsonNode value(CheckResult result) {
        if (result.getStructured()) {
            return Json.parse(String.valueOf(result.getResult()));
        }
        return Json.MAPPER.valueToTree(result.getResult());
    }

    private static ObjectNode check(Check check, CheckResult result) {
        ObjectNode json = Json.object()
                .put("id", check.id())
                .put("type", check.type())
                .put("name", check.name())
                .put("description", check.description());
        check.factIds().forEach(json.withArray("factIds")::add);
        json.set("metadata", check.metadata(result.getStatus() == CheckStatus.PASSED));
        if (result.getConditions() != null) {
            json.putObject("rule").set("conditions", Json.parse(result.getConditions()));
        }
        check.links().ifPresent(links -> json.set("links", links));
        return json;
    }
}
