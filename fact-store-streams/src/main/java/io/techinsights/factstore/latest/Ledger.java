package io.techinsights.factstore.latest;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.KeptRows;
import io.techinsights.factstore.history.OldestTimes;
import org.apache.kafka.common.utils.Bytes;

/**
 * What is known of the rows of one entity and retriever without looking at them: the newest row itself, and a tally of
 * all that history holds. It makes the work per row constant, however many rows there are.
 *
 * @param newest the newest row; until when it was observed is known here alone
 * @param oldest when the oldest rows that are kept were observed first
 * @param count of the rows that are kept, the newest included
 * @param queuedAt the time under which the expiry queue holds this entity and retriever; no later than the last time of
 *     the oldest row
 * @param spans whether a row of history may stand for more than one time, so that a time inside it has to be looked for
 * @param origin of what said last that the newest row holds
 */
public record Ledger(KeptRow newest, OldestTimes oldest, long count, long queuedAt, boolean spans, Origin origin) {
    /** The ledger of a first row. */
    public static Ledger first(long observedAt, Origin origin, Bytes row) {
        return new Ledger(KeptRow.once(observedAt, row), OldestTimes.of(observedAt), 1, observedAt, false, origin);
    }

    /** What history holds of this entity and retriever. */
    public KeptRows rows() {
        return new KeptRows(oldest.first(), newest, count);
    }

    /** With a newest row after the one there is, whose time is in history from now on. */
    public Ledger withNewest(KeptRow row, Origin newOrigin) {
        return new Ledger(row, oldest, count, queuedAt, spans || !newest.isPoint(), newOrigin);
    }

    /** With this as what is left of the newest row. */
    public Ledger withLeft(KeptRow row, Origin newOrigin) {
        return new Ledger(row, oldest, count, queuedAt, spans, newOrigin);
    }

    /** With the newest row observed again. */
    public Ledger seenUntil(long time, Origin newOrigin) {
        return new Ledger(newest.until(time), oldest, count, queuedAt, spans, newOrigin);
    }

    /** With so many rows, the oldest of which are these. */
    public Ledger withRows(long newCount, OldestTimes newOldest) {
        return new Ledger(newest, newOldest, newCount, queuedAt, spans, origin);
    }

    /** Queued under this time. */
    public Ledger withQueuedAt(long time) {
        return new Ledger(newest, oldest, count, time, spans, origin);
    }
}
