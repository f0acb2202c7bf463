package io.techinsights.factstore.latest;

import io.techinsights.factstore.history.Span;
import org.apache.kafka.common.utils.Bytes;

/**
 * What is known of the rows of one entity and retriever without looking at them: the newest row itself, and a tally of
 * all that history holds. It makes the work per row constant, however many rows there are.
 *
 * @param newest when the newest row was observed, in epoch milliseconds
 * @param oldest when the oldest row that is kept was observed
 * @param count of the rows that are kept, the newest included
 * @param queuedAt the time under which the expiry queue holds this entity and retriever; never later than the oldest
 * @param origin of the newest row
 * @param row the newest row, in the bytes of the latest-facts topic
 */
public record Ledger(long newest, long oldest, long count, long queuedAt, Origin origin, Bytes row) {

    /** The ledger of a first row. */
    public static Ledger first(long observedAt, Origin origin, Bytes row) {
        return new Ledger(observedAt, observedAt, 1, observedAt, origin, row);
    }

    /** What history holds of this entity and retriever. */
    public Span rows() {
        return new Span(oldest, newest, count);
    }

    /** With another row as the newest. */
    public Ledger withNewest(long observedAt, Origin newOrigin, Bytes newRow) {
        return new Ledger(observedAt, oldest, count, queuedAt, newOrigin, newRow);
    }

    /** With so many rows, from this one on. */
    public Ledger withRows(long newCount, long newOldest) {
        return new Ledger(newest, newOldest, newCount, queuedAt, origin, row);
    }

    /** Queued under this time. */
    public Ledger withQueuedAt(long time) {
        return new Ledger(newest, oldest, count, time, origin, row);
    }
}
