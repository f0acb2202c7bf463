package io.techinsights.retriever.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.retriever.schedule.RunLog;
import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What retrievers there are and how they fare, over HTTP; and asking for a run. */
public final class RetrieverRoutes implements Routes {
    private final List<RetrieverRegistration> registrations;
    private final State state;
    private final Topics topics;
    private final AcknowledgedWriter writer;
    private final InstantSource clock;

    /**
     * What the routes tell of.
     *
     * @param schemas what is announced, by anybody, by retriever id
     * @param log the runs of each retriever
     * @param nextDue where this process decides it
     * @param catalog as it was read last
     */
    public record State(
            Supplier<Map<String, FactSchema>> schemas,
            RunLog log,
            Function<String, Optional<Instant>> nextDue,
            Supplier<Optional<CatalogReport>> catalog) {}

    public RetrieverRoutes(
            List<RetrieverRegistration> registrations,
            State state,
            Topics topics,
            AcknowledgedWriter writer,
            InstantSource clock) {
        this.registrations = List.copyOf(registrations);
        this.state = state;
        this.topics = topics;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void bindTo(Api api) {
        api.get("/retrievers", RetrieverPermissions.READ, request -> Reply.ok(list()));
        api.get("/retrievers/:id/runs", RetrieverPermissions.READ, request -> Reply.ok(runs(request.path("id"))));
        api.post("/retrievers/:id/run", RetrieverPermissions.UPDATE, this::run);
        api.post("/facts/refresh/:namespace/:kind/:name", RetrieverPermissions.UPDATE, this::refresh);
    }

    private ObjectNode list() {
        Map<String, ObjectNode> retrievers = new TreeMap<>();
        state.schemas().get().forEach((id, schema) -> retrievers.put(id, RetrieverJson.announced(schema)));
        registrations.forEach(
                registration -> retrievers.put(registration.id(), RetrieverJson.registered(registration)));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("retrievers");
        retrievers.forEach((id, json) -> {
            RetrieverRun run = state.log().latest(id).orElse(null);
            json.set("lastRun", run == null ? json.nullNode() : RetrieverJson.run(run));
            json.set("nextDueAt", RetrieverJson.time(json, nextDue(id, run)));
            list.add(json);
        });
        answer.set(
                "catalog",
                state.catalog().get().map(RetrieverJson::catalog).orElseGet(() -> RetrieverJson.emptyCatalog()));
        return answer;
    }

    private Optional<Instant> nextDue(String id, @Nullable RetrieverRun run) {
        return state.nextDue().apply(id).or(() -> Optional.ofNullable(run).map(RetrieverRun::getNextDueAt));
    }

    /** The runs that are kept, the one that runs first. */
    private ObjectNode runs(String id) {
        RunLog log = state.log();
        Optional<RetrieverRun> latest = log.latest(id);
        if (latest.isEmpty() && !isConfigured(id)) {
            throw notConfigured(id);
        }
        ArrayNode runs = Json.object().arrayNode();
        latest.filter(run -> run.getOutcome() == RunState.RUNNING).ifPresent(run -> runs.add(RetrieverJson.run(run)));
        log.ended(id).forEach(run -> runs.add(RetrieverJson.run(run)));
        ObjectNode answer = Json.object().put("id", id);
        answer.set("runs", runs);
        return answer;
    }

    private Reply run(Request request) {
        String id = request.path("id");
        if (!isConfigured(id)) {
            throw notConfigured(id);
        }
        Instant now = command(List.of(id), List.of());
        return Reply.of(202, Json.object().put("id", id).put("requestedAt", now.toString()));
    }

    /** Has the owners of all retrievers, or of those that the body names, observe one entity. */
    private Reply refresh(Request request) {
        String entity = entity(request).toString();
        List<String> ids = retrieverIds(request);
        Instant now = command(ids, List.of(entity));
        ObjectNode accepted = Json.object().put("entity", entity).put("requestedAt", now.toString());
        ids.forEach(accepted.putArray("factRetrieverIds")::add);
        return Reply.of(202, accepted);
    }

    private static EntityRef entity(Request request) {
        String text = request.path("kind") + ":" + request.path("namespace") + "/" + request.path("name");
        try {
            return EntityRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private List<String> retrieverIds(Request request) {
        JsonNode ids = request.body().map(body -> body.path("factRetrieverIds")).orElseGet(MissingNode::getInstance);
        if (ids.isMissingNode()) {
            return registrations.stream().map(RetrieverRegistration::id).toList();
        }
        List<String> named = new ArrayList<>();
        ids.forEach(id -> named.add(id.asText()));
        if (!ids.isArray() || named.isEmpty()) {
            throw ApiException.badRequest("factRetrieverIds is " + ids + ", expected a list of ids of retrievers");
        }
        named.stream().filter(id -> !isConfigured(id)).findFirst().ifPresent(id -> {
            throw notConfigured(id);
        });
        return named;
    }

    private boolean isConfigured(String id) {
        return registrations.stream().anyMatch(registration -> registration.id().equals(id));
    }

    private ApiException notConfigured(String id) {
        boolean pushed = state.schemas().get().containsKey(id);
        return ApiException.notFound(
                pushed
                        ? "The facts of '" + id + "' are pushed; there is nothing to run"
                        : "Retriever '" + id + "' is not configured here: expected one of "
                                + registrations.stream()
                                        .map(RetrieverRegistration::id)
                                        .toList());
    }

    private Instant command(List<String> ids, List<String> entities) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            writer.write(ids.stream()
                    .map(id -> topics.retrieverCommands().record(id, new RetrieverCommand(id, now, entities)))
                    .toList());
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
        return now;
    }
}
