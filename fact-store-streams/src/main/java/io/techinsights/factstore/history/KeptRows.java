package io.techinsights.factstore.history;

import java.util.List;
import java.util.Optional;

/**
 * What there is of an entity and retriever, without looking at it.
 *
 * @param oldest when the oldest row was observed, in epoch milliseconds
 * @param newest the newest row itself
 * @param count of all rows, the newest included
 */
public record KeptRows(long oldest, KeptRow newest, long count) {
    private static final int FIRST_TWO = 2;

    /**
     * The newest row of a time: the last that was observed first no later than then. It takes the same few steps however
     * many rows there are. A scan looks one entry ahead; back in time from the oldest row that would be a walk over all
     * that was deleted, so whether it is the oldest is found out forwards.
     *
     * @param older the rows before the newest
     */
    public Optional<KeptRow> at(long time, RowScan older) {
        if (time >= newest.observedAt()) {
            return Optional.of(newest);
        }
        if (time < oldest) {
            return Optional.empty();
        }
        List<KeptRow> first = older.forward(oldest, newest.observedAt() - 1, (int) Math.min(FIRST_TWO, count - 1));
        if (first.size() == FIRST_TWO && first.get(1).observedAt() <= time) {
            return older.back(time, oldest);
        }
        return first.stream().filter(row -> row.observedAt() <= time).findFirst();
    }
}
