package io.techinsights.factstore.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.factstore.schema.Forgetting;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Forgets a retriever on request, or tells how much that would be. */
public final class ForgetRoutes implements Routes {
    static final String PERMISSION = "tech-insights.fact-retriever.update";

    private final FactQueries queries;
    private final Everywhere everywhere;
    private final FactSchemas schemas;
    private final Forgetting forgetting;
    private final Supplier<Readiness> schemasReadiness;

    /** Asks every partition, on whatever instance. */
    @FunctionalInterface
    public interface Everywhere {
        /**
         * Asks.
         *
         * @param here the answer for partitions of this instance, in the form of the others'
         * @throws io.techinsights.streams.query.UnavailableException where not all answer
         */
        List<JsonNode> ask(Request request, Function<SortedSet<Integer>, JsonNode> here);
    }

    /**
     * @param schemasReadiness whether all that was announced is known
     */
    public ForgetRoutes(
            FactQueries queries,
            Everywhere everywhere,
            FactSchemas schemas,
            Forgetting forgetting,
            Supplier<Readiness> schemasReadiness) {
        this.queries = queries;
        this.everywhere = everywhere;
        this.schemas = schemas;
        this.forgetting = forgetting;
        this.schemasReadiness = schemasReadiness;
    }

    @Override
    public void bindTo(Api api) {
        api.delete("/fact-schemas/:retrieverId", PERMISSION, this::forget);
    }

    private JsonNode footprint(String id, SortedSet<Integer> partitions) {
        return queries.only(partitions).footprint(id).orElse(Footprint.NONE).toPeer();
    }

    private Reply forget(Request request) {
        String id = request.path("retrieverId");
        boolean dryRun = FactParameters.dryRun(request);
        FactRoutes.require(schemasReadiness.get());
        if (request.isFromPeer()) {
            return Reply.ok(footprint(id, request.partitions()));
        }
        Footprint footprint = everywhere.ask(request, asked -> footprint(id, asked)).stream()
                .map(Footprint::of)
                .reduce(Footprint.NONE, Footprint::add);
        Optional<FactSchema> known = schemas.announcement(id);
        if (known.isEmpty() && footprint.rows() == 0) {
            throw ApiException.notFound("Retriever '" + id + "' is not known: nothing of it is announced or stored");
        }
        Optional<Instant> forgottenAt = dryRun
                ? known.filter(FactSchema::isForgotten)
                        .flatMap(schema -> schema.oblivion().at())
                : Optional.of(forgetting.forget(id));
        ObjectNode body = Json.object().put("id", id);
        body.setAll(footprint.toJson());
        body.put("dryRun", dryRun);
        forgottenAt.ifPresent(time -> body.put("forgottenAt", FactRow.timestamp(time)));
        return Reply.ok(body);
    }
}
