package io.techinsights.retriever.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.CatalogProblem;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Retrievers, runs and the catalog as JSON. Times are ISO-8601 in UTC, durations ISO-8601. */
final class RetrieverJson {
    private RetrieverJson() {}

    /** A retriever that runs here. */
    static ObjectNode registered(RetrieverRegistration registration) {
        return announced(registration.schema())
                .put("cadence", registration.cadence().text())
                .put("timeout", registration.timeout().toString());
    }

    /** A retriever of which an announcement is known, and no more. */
    static ObjectNode announced(FactSchema schema) {
        ObjectNode json = Json.object()
                .put("id", schema.retrieverId())
                .put("version", schema.version())
                .put("title", schema.title())
                .put("description", schema.description())
                .putNull("cadence")
                .putNull("timeout")
                .put("topic", schema.topic());
        json.set("lifecycle", lifecycle(schema.lifecycle()));
        return json.put("history", schema.history().text()).put("origin", schema.origin());
    }

    private static JsonNode lifecycle(FactLifecycle lifecycle) {
        if (lifecycle instanceof FactLifecycle.TimeToLive ttl) {
            return Json.object().put("timeToLive", ttl.age().toString());
        }
        return lifecycle instanceof FactLifecycle.MaxItems max
                ? Json.object().put("maxItems", max.count())
                : Json.object().nullNode();
    }

    /** What a run did, or does. */
    static ObjectNode run(RetrieverRun run) {
        ObjectNode json = Json.object()
                .put("runId", run.getRunId())
                .put("outcome", run.getOutcome().name())
                .put("number", run.getNumber())
                .put("trigger", run.getTrigger())
                .put("startedAt", run.getStartedAt().toString());
        json.set("endedAt", time(json, Optional.ofNullable(run.getEndedAt())));
        json.set("dueAt", time(json, Optional.ofNullable(run.getDueAt())));
        return json.put("missed", run.getMissed())
                .put("rows", run.getRows())
                .put("refused", run.getRefused())
                .put("error", run.getError());
    }

    static JsonNode time(ObjectNode parent, Optional<Instant> time) {
        return time.<JsonNode>map(
                        at -> TextNode.valueOf(at.truncatedTo(ChronoUnit.MILLIS).toString()))
                .orElseGet(parent::nullNode);
    }

    /** What was read of the catalog last. */
    static ObjectNode catalog(CatalogReport catalog) {
        ObjectNode json = Json.object()
                .put("entities", catalog.entities())
                .put("files", catalog.files())
                .put("complete", catalog.complete());
        json.set("refreshedAt", time(json, Optional.of(catalog.readAt())));
        var problems = json.putArray("problems");
        catalog.problems().forEach(problem -> problems.add(problem(problem)));
        return json;
    }

    private static ObjectNode problem(CatalogProblem problem) {
        ObjectNode json = Json.object().put("file", problem.file());
        positive(json, "document", problem.document());
        positive(json, "line", problem.line());
        return json.put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                .put("reason", problem.reason());
    }

    private static void positive(ObjectNode json, String key, int value) {
        if (value > 0) {
            json.put(key, value);
        } else {
            json.putNull(key);
        }
    }

    /** Before the catalog was read, or where none is configured. */
    static ObjectNode emptyCatalog() {
        ObjectNode json = Json.object().put("entities", 0).put("files", 0).put("complete", true);
        json.putNull("refreshedAt").putArray("problems");
        return json;
    }
}
