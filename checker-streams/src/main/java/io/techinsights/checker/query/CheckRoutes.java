package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.checker.result.StoredResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Gathered;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.UnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Upstream's routes over checks. */
public final class CheckRoutes implements Routes {
    private static final String READ = "tech-insights.check.read";
    private static final int PAGE = 100;
    private static final int TYPICAL_LENGTH = 768;
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
        api.getSlow("/checks/:id/results", READ, this::resultsOfCheck);
        api.askAtOnce("/checks/run/:namespace/:kind/:name", RUN, this::run);
        api.ask("/checks/run", RUN, this::runMany);
    }

    private Reply list(Request request) {
        ArrayNode list = Json.array();
        checks.get().checks().forEach(check -> list.add(check.json()));
        return Reply.ok(list);
    }

    /** All that is known of one entity, whatever the status. */
    private Reply resultsOf(Request request) {
        EntityRef entity = entity(request);
        Map<String, StoredResult> results =
                queries.results(entity, request.reading()).orElse(Map.of());
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
        return Reply.ok(
                results(selection, queries.results(entity, request.reading()).orElse(Map.of())));
    }

    private static String notRegistered(String checkId) {
        return "Tech insight check with id '" + checkId + "' is not registered.";
    }

    private JsonNode results(Selection selection, Map<String, StoredResult> results) {
        return selection.complete() ? complete(selection, results) : upstream(selection, results);
    }

    private ArrayNode complete(Selection selection, Map<String, StoredResult> results) {
        ArrayNode list = Json.array();
        for (Check check : selection.checks()) {
            StoredResult result = results.get(check.id());
            if (result != null) {
                list.add(answers.complete(check, result.whole().get()));
            }
        }
        return list;
    }

    private JsonNode upstream(Selection selection, Map<String, StoredResult> results) {
        var list = new JsonBytes(TYPICAL_LENGTH * (1 + results.size()));
        char separator = '[';
        for (Check check : selection.checks()) {
            StoredResult result = results.get(check.id());
            if (result != null && result.isUpstreams()) {
                list.add(separator);
                separator = ',';
                answers.upstream(check, result, list);
            }
        }
        return list.add(separator == '[' ? "[]" : "]").written();
    }

    private Reply runMany(Request request) {
        JsonNode body = request.requiredBody();
        List<EntityRef> entities = EntityList.of(body.path("entities"));
        Selection selection = Selection.of(request, checks.get());
        if (request.isFromPeer()) {
            return Reply.ok(
                    entities.isEmpty()
                            ? allHere(
                                    request.partitions(),
                                    selection,
                                    Page.of(request, Integer.MAX_VALUE),
                                    request.reading())
                            : namedHere(entities, selection, request.reading()));
        }
        return entities.isEmpty() ? all(request, body, selection) : named(request, body, entities, selection);
    }

    private Reply all(Request request, JsonNode body, Selection selection) {
        Page page = Page.of(request, Integer.MAX_VALUE);
        Gathered gathered = request.gather(
                        queries.stores(),
                        CheckResults.STORE,
                        queries.stores().partitions(),
                        asked -> body,
                        asked -> allHere(
                                asked, selection, page, request.reading().here()))
                .require(request);
        SortedMap<String, JsonNode> entries = byEntity(gathered);
        return Reply.ok(Json.array().addAll(page.first(entries)))
                .with(gathered.headers())
                .with(page.headers(entries));
    }

    private ArrayNode allHere(SortedSet<Integer> partitions, Selection selection, Page page, Reading reading) {
        ArrayNode list = Json.array();
        queries.resultsOf(partitions, page, reading)
                .forEach((entity, results) -> list.add(entry(entity, selection, results)));
        return list;
    }

    private Reply named(Request request, JsonNode body, List<EntityRef> entities, Selection selection) {
        NamedEntities named = queries.byPartition(entities);
        Gathered gathered = selection.unknown() == null
                ? request.gather(
                        queries.stores(),
                        CheckResults.STORE,
                        named.partitions(),
                        asked -> named.question(body, asked),
                        asked -> namedHere(
                                named.in(asked), selection, request.reading().here()))
                : new Gathered(List.of(namedHere(entities, selection, request.reading())), new TreeSet<>(), "");
        if (gathered.missing().size() == named.partitions().size()) {
            throw new UnavailableException(gathered.reason());
        }
        SortedMap<String, JsonNode> entries = byEntity(gathered);
        ArrayNode list = Json.array();
        entities.forEach(entity ->
                list.add(entries.getOrDefault(entity.toString(), unavailable(entity.toString(), gathered.reason()))));
        return Reply.ok(list).with(gathered.headers());
    }

    private ArrayNode namedHere(List<EntityRef> entities, Selection selection, Reading reading) {
        ArrayNode list = Json.array();
        for (EntityRef entity : entities) {
            Map<String, StoredResult> results = selection.unknown() == null
                    ? queries.results(entity, reading).orElse(Map.of())
                    : Map.of();
            list.add(entry(entity.toString(), selection, results));
        }
        return list;
    }

    private static SortedMap<String, JsonNode> byEntity(Gathered gathered) {
        SortedMap<String, JsonNode> entries = new TreeMap<>();
        gathered.answers()
                .forEach(list ->
                        list.forEach(entry -> entries.put(entry.path("entity").asText(), entry)));
        return entries;
    }

    /** Every result of one check, or those of one status. */
    private Reply resultsOfCheck(Request request) {
        String id = request.path("id");
        CheckSet set = checks.get();
        Check check = set.check(id).orElseThrow(() -> ApiException.notFound(notRegistered(id)));
        Optional<CheckStatus> status = request.query("status").map(CheckRoutes::status);
        Page page = Page.of(request, PAGE);
        if (request.isFromPeer()) {
            return Reply.ok(resultsHere(request.partitions(), check, status, page, request.reading()));
        }
        Gathered gathered = request.gather(
                        queries.stores(),
                        CheckResults.STORE,
                        queries.stores().partitions(),
                        asked -> MissingNode.getInstance(),
                        asked -> resultsHere(
                                asked, check, status, page, request.reading().here()))
                .require(request);
        SortedMap<String, JsonNode> results = byEntity(gathered);
        ObjectNode body = Json.object().put("check", id);
        body.putArray("results").addAll(page.first(results));
        page.next(results).ifPresent(cursor -> body.put("next", cursor));
        return Reply.ok(body).with(gathered.headers()).with(page.headers(results));
    }

    private static CheckStatus status(String text) {
        return Arrays.stream(CheckStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "status is '" + text + "', expected one of " + Arrays.toString(CheckStatus.values())));
    }

    private ArrayNode resultsHere(
            SortedSet<Integer> partitions, Check check, Optional<CheckStatus> status, Page page, Reading reading) {
        ArrayNode list = Json.array();
        queries.resultsWhere(
                        partitions,
                        result -> result.checkId().equals(check.id())
                                && status.filter(wanted -> wanted != result.status())
                                        .isEmpty(),
                        page,
                        reading)
                .forEach(result -> list.add(
                        Json.object().put("entity", result.getEntity()).setAll(answers.complete(check, result))));
        return list;
    }

    /** In the form in which upstream says that one entity of many is in error. */
    private static ObjectNode unavailable(String entity, String reason) {
        ObjectNode entry = Json.object().put("entity", entity);
        entry.putObject("error")
                .put("name", "ServiceUnavailableError")
                .put("message", "Not ready: " + reason + ". Try again later.");
        entry.putArray("results");
        return entry;
    }

    private ObjectNode entry(String entity, Selection selection, Map<String, StoredResult> results) {
        ObjectNode entry = Json.object().put("entity", entity);
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
