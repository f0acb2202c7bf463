package io.techinsights.factstore.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.UnavailableException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The facts over HTTP: upstream's routes, bodies and errors, and asking for a time that is past. */
public final class FactRoutes implements Routes {
    static final String PERMISSION = "tech-insights.fact-retriever.read";
    private static final int TYPICAL_LENGTH = 512;
    private static final int AT_ONCE = 100;

    private final FactQueries queries;
    private final FactSchemas schemas;
    private final Supplier<Readiness> schemasReadiness;

    /**
     * @param schemasReadiness whether all that was announced is known
     */
    public FactRoutes(FactQueries queries, FactSchemas schemas, Supplier<Readiness> schemasReadiness) {
        this.queries = queries;
        this.schemas = schemas;
        this.schemasReadiness = schemasReadiness;
    }

    @Override
    public void bindTo(Api api) {
        api.get("/facts/latest", PERMISSION, this::latest);
        api.getSlow("/facts/as-of", PERMISSION, this::asOf);
        api.get("/facts/range", PERMISSION, this::range);
        api.get("/fact-schemas", PERMISSION, this::factSchemas);
    }

    private Reply latest(Request request) {
        EntityRef entity = FactParameters.entity(request);
        Optional<List<String>> ids = FactParameters.ids(request);
        if (ids.isEmpty()) {
            return noIds();
        }
        requireSchemas();
        return newest(queries.within(request.reading()).latest(entity, ids.get()));
    }

    private Reply asOf(Request request) {
        EntityRef entity = FactParameters.entity(request);
        Optional<List<String>> ids = FactParameters.ids(request);
        Optional<Long> at = FactParameters.datetime(request, "at");
        if (ids.isEmpty()) {
            return noIds();
        }
        if (at.isEmpty()) {
            return noDatetime("at");
        }
        requireSchemas();
        return newest(queries.within(request.reading()).asOf(entity, ids.get(), Instant.ofEpochMilli(at.get())));
    }

    private static Reply newest(Answer<Map<String, ObservedRow>> answer) {
        return Reply.ok(object(answer.orElse(Map.of()), ObservedRow::writeTo));
    }

    private Reply range(Request request) {
        EntityRef entity = FactParameters.entity(request);
        Optional<List<String>> ids = FactParameters.ids(request);
        Optional<Long> start = FactParameters.datetime(request, "startDatetime");
        Optional<Long> end = FactParameters.datetime(request, "endDatetime");
        if (ids.isEmpty()) {
            return noIds();
        }
        if (start.isEmpty() || end.isEmpty()) {
            return noDatetime(start.isEmpty() ? "startDateTime" : "endDateTime");
        }
        var range =
                new FactRange(start.get(), end.get(), FactParameters.limit(request), FactParameters.cursor(request));
        requireSchemas();
        FactRange now = HttpServer.isServing() ? range.atMost(AT_ONCE) : range;
        FactPage page = page(queries.within(request.reading()), entity, ids.get(), now);
        if (now.limit() < range.limit() && page.next().isPresent()) {
            throw new UnavailableException("more rows than can be read while others wait");
        }
        return new Reply(
                200,
                object(page.rows(), FactRoutes::writeAll),
                page.next().map(FactRoutes::nextPage).orElse(Map.of()));
    }

    private static FactPage page(FactQueries queries, EntityRef entity, List<String> ids, FactRange range) {
        try {
            return queries.range(entity, ids, range).orElse(new FactPage(Map.of(), Optional.empty()));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> nextPage(RowPosition next) {
        return Map.of("x-next-cursor", next.cursor());
    }

    private static Reply noIds() {
        return Reply.of(422, Json.object().put("error", "Failed to parse ids from request"));
    }

    private static Reply noDatetime(String field) {
        ObjectNode body = Json.object()
                .put("message", "Failed to parse datetime from request")
                .put("field", field)
                .putNull("value");
        return Reply.of(422, body);
    }

    private static <T> JsonNode object(Map<String, T> values, BiConsumer<T, JsonBytes> writer) {
        var out = new JsonBytes(TYPICAL_LENGTH);
        char separator = '{';
        for (Map.Entry<String, T> value : values.entrySet()) {
            out.add(separator).text(value.getKey()).add(':');
            writer.accept(value.getValue(), out);
            separator = ',';
        }
        return out.add(separator == '{' ? "{}" : "}").written();
    }

    private static void writeAll(List<ObservedRow> rows, JsonBytes out) {
        char separator = '[';
        for (ObservedRow row : rows) {
            out.add(separator);
            row.writeTo(out);
            separator = ',';
        }
        out.add(']');
    }

    private Reply factSchemas(Request request) {
        requireSchemas();
        Set<String> ids = FactParameters.commaSeparated(request);
        List<JsonNode> selected = schemas.all().stream()
                .filter(schema -> ids.isEmpty() || ids.contains(schema.retrieverId()))
                .sorted(Comparator.comparing(FactSchema::retrieverId).reversed())
                .map(schema -> (JsonNode) schema.toJson())
                .collect(Collectors.toList());
        return Reply.ok(Json.array().addAll(selected));
    }

    /** Without the lifecycles nobody knows what is expired, and without the schemas an empty list would be a lie. */
    private void requireSchemas() {
        require(schemasReadiness.get());
    }

    static void require(Readiness readiness) {
        if (readiness instanceof Readiness.NotReady notReady) {
            throw new UnavailableException(notReady.reason());
        }
    }
}
