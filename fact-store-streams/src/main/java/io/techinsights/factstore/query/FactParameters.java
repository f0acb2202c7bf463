package io.techinsights.factstore.query;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the facts routes are asked with. */
final class FactParameters {
    private static final int MAX_LIMIT = 100_000;

    private FactParameters() {}

    /**
     * The entity, in any case.
     *
     * @throws ApiException 400 with Backstage's message where it is missing or no reference
     */
    static EntityRef entity(Request request) {
        return badRequest(request.query("entity").orElse(""), EntityRef::parse);
    }

    /** Ids of retrievers; empty where none are given, or only an empty text. */
    static Optional<List<String>> ids(Request request) {
        return request.queryList("ids").filter(ids -> !ids.equals(List.of("")));
    }

    /** Ids of retrievers, which no comma is part of; empty where none are given. */
    static Set<String> commaSeparated(Request request) {
        return request.queryList("ids").orElse(List.of()).stream()
                .flatMap(ids -> Arrays.stream(ids.split(",")))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    /** A time, in epoch milliseconds; empty where it is missing or none. */
    static Optional<Long> datetime(Request request, String name) {
        return request.query(name).flatMap(IsoDatetime::parse).map(java.time.Instant::toEpochMilli);
    }

    /**
     * How many rows at most.
     *
     * @throws ApiException 400 where it is no such number
     */
    static int limit(Request request) {
        return request.query("limit")
                .map(text -> badRequest(text, FactParameters::limit))
                .orElse(Integer.MAX_VALUE);
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit is '" + text + "', expected a whole number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    /**
     * Where the page before ended.
     *
     * @throws ApiException 400 where it is not what that page said
     */
    static Optional<RowPosition> cursor(Request request) {
        return request.query("cursor").map(text -> badRequest(text, RowPosition::parse));
    }

    /**
     * Whether only to tell what would be done.
     *
     * @throws ApiException 400 where it is neither true nor false
     */
    static boolean dryRun(Request request) {
        String text = request.query("dryRun").orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiException.badRequest("dryRun is '" + text + "', expected true or false");
        }
        return text.equals("true");
    }

    private static <T> T badRequest(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
