package io.techinsights.retriever.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.CatalogSnapshot;
import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.avro.RetrieverRun;
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
     * @param runs the last run of each retriever, by id
     * @param nextDue where this process decides it
     * @param catalog as it was read last
     */
    public record State(
            Supplier<Map<String, FactSchema>> schemas,
            Supplier<Map<String, RetrieverRun>> runs,
            Function<String, Optional<Instant>> nextDue,
            Supplier<Optional<CatalogSnapshot>> catalog) {}

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
        api.post("/retrievers/:id/run", RetrieverPermissions.UPDATE, this::run);
    }

    private ObjectNode list() {
        Map<String, RetrieverRun> runs = state.runs().get();
        Map<String, ObjectNode> retrievers = new TreeMap<>();
        state.schemas().get().forEach((id, schema) -> retrievers.put(id, RetrieverJson.announced(schema)));
        registrations.forEach(
                registration -> retrievers.put(registration.id(), RetrieverJson.registered(registration)));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("retrievers");
        retrievers.forEach((id, json) -> {
            RetrieverRun run = runs.get(id);
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

    private Reply run(Request request) {
        String id = request.path("id");
        if (registrations.stream().noneMatch(registration -> registration.id().equals(id))) {
            boolean pushed = state.schemas().get().containsKey(id);
            throw ApiException.notFound(
                    pushed
                            ? "The facts of '" + id + "' are pushed; there is nothing to run"
                            : "Retriever '" + id + "' is not configured here: expected one of "
                                    + registrations.stream()
                                            .map(RetrieverRegistration::id)
                                            .toList());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            writer.write(List.of(topics.retrieverCommands().record(id, new RetrieverCommand(id, now))));
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
        ObjectNode accepted = Json.object().put("id", id);
        accepted.put("requestedAt", now.toString());
        return Reply.of(202, accepted);
    }
}
