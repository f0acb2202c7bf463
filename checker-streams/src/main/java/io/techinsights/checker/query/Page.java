package io.techinsights.checker.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A part of a list that is ordered by entity: so many, behind the entity that the page before ended with. Pages stay in step
 * while entities come and go.
 *
 * @param after the reference that the page before ended with; empty for the first page
 * @param limit at most so many
 */
record Page(String after, int limit) {
    private static final int MAX_LIMIT = 100_000;

    /** All of it. */
    static final Page ALL = new Page("", Integer.MAX_VALUE);

    /**
     * What a request asks for.
     *
     * @param otherwise the limit where it names none
     * @throws ApiException 400 where limit or cursor make no sense
     */
    static Page of(Request request, int otherwise) {
        return new Page(
                request.query("cursor").map(Page::decode).orElse(""),
                request.query("limit").map(Page::limit).orElse(otherwise));
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw ApiException.badRequest("limit is '" + text + "', expected a whole number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("cursor is '" + cursor + "', expected what the page before said");
        }
    }

    /** What to look for in each partition, so as to know whether there is a next page. */
    int oneMore() {
        return limit == Integer.MAX_VALUE ? limit : limit + 1;
    }

    /** The first of these, as many as the page holds. */
    List<JsonNode> first(SortedMap<String, JsonNode> all) {
        return all.values().stream().limit(limit).toList();
    }

    /** Where the next page begins; empty where this is the last. */
    Optional<String> next(SortedMap<String, JsonNode> all) {
        return all.size() <= limit
                ? Optional.empty()
                : all.keySet().stream().skip(limit - 1L).findFirst().map(Page::encode);
    }

    /** The next page as a header. */
    Map<String, String> headers(SortedMap<String, JsonNode> all) {
        return next(all).map(cursor -> Map.of("x-next-cursor", cursor)).orElse(Map.of());
    }

    private static String encode(String entity) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(entity.getBytes(StandardCharsets.UTF_8));
    }
}
