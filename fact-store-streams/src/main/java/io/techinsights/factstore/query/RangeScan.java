package io.techinsights.factstore.query;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.RowScan;
import io.techinsights.factstore.latest.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rows of a time range: the newest from its ledger, those before it from history. The scan begins at a row that
 * exists and takes no more of them than there are, so as not to walk over deleted ones.
 */
record RangeScan(Ledger ledger, RowScan older) {
    /**
     * The rows that were observed in the range and did not expire, the oldest first.
     *
     * @param cutoff rows that were observed for the last time before this are expired
     * @param after only rows that were observed first after this
     */
    List<KeptRow> rows(FactRange range, long cutoff, long after, int limit) {
        if (range.from() > range.to()) {
            return List.of();
        }
        KeptRow newest = ledger.newest();
        long seen = Math.max(range.from(), cutoff);
        long from = Math.max(first(seen), after + 1);
        List<KeptRow> rows = new ArrayList<>(older.forward(
                Math.max(from, ledger.oldest().first()), Math.min(range.to(), newest.observedAt() - 1), (int)
                        Math.min(limit, ledger.count() - 1)));
        boolean inRange =
                newest.lastObservedAt() >= seen && newest.observedAt() <= range.to() && newest.observedAt() > after;
        if (inRange && rows.size() < limit) {
            rows.add(newest);
        }
        return rows;
    }

    /** A row that was observed before this may have been observed at this time too: one step back finds it. */
    private long first(long seen) {
        if (!ledger.spans()) {
            return seen;
        }
        return ledger.rows()
                .at(seen, older)
                .filter(row -> row.covers(seen))
                .map(KeptRow::observedAt)
                .orElse(seen);
    }
}
