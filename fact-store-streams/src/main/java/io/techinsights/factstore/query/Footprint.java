package io.techinsights.factstore.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a retriever, expired rows that no sweep has deleted yet included.
 *
 * @param entities that have rows of it
 * @param oldest when the oldest row was observed, in epoch milliseconds; later than any time where there is none
 * @param newest when a row was observed last; earlier than any time where there is none
 */
public record Footprint(long entities, long rows, long oldest, long newest) {
    /** Nothing. */
    public static final Footprint NONE = new Footprint(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    static Footprint of(Ledger ledger) {
        return new Footprint(
                1, ledger.count(), ledger.oldest().first(), ledger.newest().lastObservedAt());
    }

    /** Both together: of other entities, or of other partitions. */
    public Footprint add(Footprint other) {
        return new Footprint(
                entities + other.entities,
                rows + other.rows,
                Math.min(oldest, other.oldest),
                Math.max(newest, other.newest));
    }

    /** As another instance says it. */
    static Footprint of(JsonNode json) {
        return new Footprint(
                json.path("entities").asLong(),
                json.path("rows").asLong(),
                json.path("oldest").asLong(),
                json.path("newest").asLong());
    }

    /** For another instance. */
    ObjectNode toPeer() {
        return Json.object()
                .put("entities", entities)
                .put("rows", rows)
                .put("oldest", oldest)
                .put("newest", newest);
    }

    /** Numbers, and the two times as upstream writes times; null where there are no rows. */
    ObjectNode toJson() {
        ObjectNode json = Json.object().put("entities", entities).put("rows", rows);
        return json.put("oldest", time(oldest)).put("newest", time(newest));
    }

    private @Nullable String time(long millis) {
        return rows == 0 ? null : FactRow.timestamp(Instant.ofEpochMilli(millis));
    }
}
