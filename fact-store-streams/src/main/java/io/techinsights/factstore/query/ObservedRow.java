package io.techinsights.factstore.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.fact.FactRow;
import java.time.Instant;

/**
 * A row, and until when the same was observed.
 *
 * @param lastObservedAt the time of the row where that was once
 */
public record ObservedRow(FactRow row, Instant lastObservedAt) {
    /** Upstream's form; {@code lastObservedAt} is added where it is later than {@code timestamp}. */
    public ObjectNode toJson() {
        ObjectNode json = row.toJson();
        return lastObservedAt.equals(row.observedAt())
                ? json
                : json.put("lastObservedAt", FactRow.timestamp(lastObservedAt));
    }
}
