package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Durations;
import io.techinsights.streams.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a back-test is asked for.
 *
 * @param entities empty for all that have rows
 * @param timeout after so long a partial result is given
 */
record BacktestBody(JsonNode check, Days days, Set<EntityRef> entities, Duration timeout) {
    private static final BodyKeys KEYS = new BodyKeys("check", "from", "to", "entities", "timeout");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final int MAX_DAYS = 3660;

    /**
     * Reads it.
     *
     * @param now the end where none is given, or it is in the future
     * @throws ApiException 400 naming what is wrong
     */
    static BacktestBody read(JsonNode body, Instant now) {
        KEYS.require(body);
        return new BacktestBody(
                body.path("check"), days(body, now), PreviewBody.entities(body.path("entities")), timeout(body));
    }

    private static Days days(JsonNode body, Instant now) {
        if (!body.has("from")) {
            throw ApiException.badRequest("'from' is missing: expected an ISO-8601 date or time");
        }
        Instant from = time("from", body.get("from"));
        Instant to = body.has("to") ? time("to", body.get("to")) : now;
        try {
            var days = new Days(from, to.isAfter(now) ? Instant.ofEpochMilli(now.toEpochMilli()) : to);
            if (Duration.between(from, to).toDays() > MAX_DAYS) {
                throw ApiException.badRequest("'from' is " + from + " and 'to' is " + to + ": expected " + MAX_DAYS
                        + " days between them at the most");
            }
            return days;
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Instant time(String key, JsonNode value) {
        try {
            return IsoTime.parse(value.isTextual() ? value.textValue() : Json.write(value));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("'" + key + "' " + e.getMessage());
        }
    }

    private static Duration timeout(JsonNode body) {
        if (!body.has("timeout")) {
            return DEFAULT_TIMEOUT;
        }
        try {
            Duration timeout = Durations.of(body.get("timeout"));
            if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw ApiException.badRequest(
                        "'timeout' is " + timeout + ", expected more than nothing and " + MAX_TIMEOUT + " at the most");
            }
            return timeout;
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("'timeout' " + e.getMessage());
        }
    }
}
