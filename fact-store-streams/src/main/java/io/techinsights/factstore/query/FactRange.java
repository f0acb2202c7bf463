package io.techinsights.factstore.query;

import java.util.List;
import java.util.Optional;

/**
 * Which rows are asked for.
 *
 * @param from in epoch milliseconds, inclusive
 * @param to in epoch milliseconds, inclusive
 * @param limit at most so many rows over all retrievers
 * @param after where the page before ended
 */
public record FactRange(long from, long to, int limit, Optional<RowPosition> after) {
    /** All rows of a time range. */
    public static FactRange of(long from, long to) {
        return new FactRange(from, to, Integer.MAX_VALUE, Optional.empty());
    }

    /** The same, with no more rows than that. */
    FactRange atMost(int rows) {
        return new FactRange(from, to, Math.min(limit, rows), after);
    }

    /** The retrievers of these that are left for this page: the one where the page before ended, and those after it. */
    List<String> rest(List<String> retrieverIds) {
        if (after.isEmpty()) {
            return retrieverIds;
        }
        int at = retrieverIds.indexOf(after.get().retrieverId());
        if (at < 0) {
            throw new IllegalArgumentException(
                    "cursor belongs to retriever '" + after.get().retrieverId() + "', expected one of " + retrieverIds);
        }
        return retrieverIds.subList(at, retrieverIds.size());
    }

    /** When the last row of a retriever was observed that an earlier page holds; the least time where none does. */
    long after(String retrieverId) {
        return after.filter(position -> position.retrieverId().equals(retrieverId))
                .map(RowPosition::observedAt)
                .orElse(Long.MIN_VALUE);
    }
}
