package io.techinsights.factstore.query;

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
}
