package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.ElsewhereException;
import io.techinsights.streams.query.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/** Upstream's routes over checks. */
public final class CheckRoutes implements Routes {
    private static final String READ = "tech-insights.check.read";
    private static final String RUN = "tech-insights.check.update";

    private final Supplier<CheckSet> checks;
    private final CheckQueries queries;
    private final CheckAnswers answers;

    /**
     * @param schemas what each retriever announced
     */
    public CheckRoutes(
            Supplier<CheckSet> checks, CheckQueries queries, Function<String, Optional<FactSchema>> schemas) {
        this.checks = checks;
        this.queries = queries;
        this.answers = new CheckAnswers(schemas);
    }

    @Override
    public void bindTo(Api api) {
        api.get("/checks", READ, this::list);
        api.get("/checks/results", READ, this::resultsOf);
        api.post("/checks/run/:namespace/:kind/:name", RUN, this::run);
        api.post("/checks/run", RUN, this::runMany);
    }

    private Reply list(Request request) {
        ArrayNode list = Json.array();
        checks.get().checks().forEach(check -> list.add(check.json()));
        return Reply.ok(list);
    }

    /** All that is known of one entity, whatever the status. */
    private Reply resultsOf(Request request) {
        EntityRef entity = entity(request);
        Map<String, CheckResult> results = queries.results(entity).orElse(Map.of());
        if (results.isEmpty() && !checks.get().checks().isEmpty()) {
            throw ApiException.notFound(
                    "Nothing is known of '" + entity + "': it is not in the catalog, and no facts of it were reported");
        }
        ObjectNode answer = Json.object().put("entity", entity.toString());
        answer.set("results", results(Selection.all(checks.get()), results));
        return Reply.ok(answer);
    }

    private static EntityRef entity(Request request) {
        try {
            return EntityRef.parse(request.query("entity").orElse(""));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("entity: " + e.getMessage());
        }
    }

    private Reply run(Request request) {
        var entity = new EntityRef(request.path("kind"), request.path("namespace"), request.path("name"));
        Selection selection = Selection.of(request, checks.get());
        String unknown = selection.unknown();
        if (unknown != null) {
            throw ApiException.notFound(notRegistered(unknown));
        }
        return Reply.ok(results(selection, queries.results(entity).orElse(Map.of())));
    }

    private static String notRegistered(String checkId) {
        return "Tech insight check with id '" + checkId + "' is not registered.";
    }

    private ArrayNode results(Selection selection, Map<String, CheckResult> results) {
        ArrayNode list = Json.array();
        for (Check check : selection.checks()) {
            CheckResult result = results.get(check.id());
            if (result != null && selection.complete()) {
                list.add(answers.complete(check, result));
            } else if (result != null && CheckAnswers.isUpstreams(result)) {
                list.add(answers.upstream(check, result));
            }
        }
        return list;
    }

    private Reply runMany(Request request) {
        JsonNode body = request.requiredBody();
        List<EntityRef> entities = EntityList.of(body.path("entities"));
        Selection selection = Selection.of(request, checks.get());
        if (entities.isEmpty()) {
            return Reply.ok(all(request, body, selection));
        }
        Map<EntityRef, JsonNode> entries = new LinkedHashMap<>();
        Map<HostInfo, ArrayNode> elsewhere = new LinkedHashMap<>();
        for (EntityRef entity : new LinkedHashSet<>(entities)) {
            try {
                Map<String, CheckResult> results =
                        selection.unknown() == null ? queries.results(entity).orElse(Map.of()) : Map.of();
                entries.put(entity, entry(entity, selection, results));
            } catch (ElsewhereException e) {
                elsewhere.computeIfAbsent(e.owner(), key -> Json.array()).add(entity.toString());
            }
        }
        elsewhere.forEach((peer, theirs) -> entries.putAll(ask(peer, request, body, theirs)));
        ArrayNode list = Json.array();
        entities.forEach(entity -> list.add(entries.get(entity)));
        return Reply.ok(list);
    }

    private ArrayNode all(Request request, JsonNode body, Selection selection) {
        Map<EntityRef, JsonNode> entries = new TreeMap<>();
        queries.resultsOfAll()
                .orElse(Map.of())
                .forEach((entity, results) -> entries.put(entity, entry(entity, selection, results)));
        if (!request.isFromPeer()) {
            queries.peers().forEach(peer -> entries.putAll(ask(peer, request, body, Json.array())));
        }
        return Json.array().addAll(entries.values());
    }

    /** What a peer answers for its entities; all it has where none are named. */
    private static Map<EntityRef, JsonNode> ask(HostInfo peer, Request request, JsonNode body, ArrayNode entities) {
        Reply reply = request.askPeer(peer, ((ObjectNode) body.deepCopy()).set("entities", entities));
        JsonNode list = reply.body();
        if (reply.status() != 200 || list == null) {
            throw new UnavailableException(
                    "instance " + peer.host() + ":" + peer.port() + " answered " + reply.status());
        }
        Map<EntityRef, JsonNode> entries = new LinkedHashMap<>();
        list.forEach(entry -> entries.put(EntityRef.parse(entry.path("entity").asText()), entry));
        return entries;
    }

    private ObjectNode entry(EntityRef entity, Selection selection, Map<String, CheckResult> results) {
        ObjectNode entry = Json.object().put("entity", entity.toString());
        String unknown = selection.unknown();
        if (unknown == null) {
            entry.set("results", results(selection, results));
        } else {
            entry.putObject("error").put("name", "NotFoundError").put("message", notRegistered(unknown));
            entry.putArray("results");
        }
        return entry;
    }

    /**
     * The checks that a request asks for.
     *
     * @param unknown the first that there is none of; null where all are known
     * @param complete whether results that upstream leaves out are asked for
     */
    private record Selection(
            Collection<Check> checks,
            @org.jspecify.annotations.Nullable String unknown,
            boolean complete) {
        /** All checks, with all that is to be said. */
        static Selection all(CheckSet set) {
            return new Selection(set.checks(), null, true);
        }

        static Selection of(Request request, CheckSet set) {
            boolean complete = request.query("include").filter("all"::equals).isPresent();
            JsonNode ids = request.body().map(body -> body.path("checks")).orElse(MissingNode.getInstance());
            if (ids.isMissingNode()
                    || ids.isNull()
                    || (ids.isTextual() && ids.textValue().isEmpty())) {
                return new Selection(set.checks(), null, complete);
            }
            if (!ids.isArray()) {
                throw ApiException.badRequest("'checks' must be a list of check ids, but is " + Json.write(ids));
            }
            List<Check> selected = new ArrayList<>();
            for (JsonNode id : ids) {
                if (!id.isTextual()) {
                    throw ApiException.badRequest("'checks' must hold check ids, but holds " + Json.write(id));
                }
                Optional<Check> check = set.check(id.textValue());
                if (check.isEmpty()) {
                    return new Selection(List.of(), id.textValue(), complete);
                }
                selected.add(check.get());
            }
            return new Selection(selected, null, complete);
        }
    }
}
