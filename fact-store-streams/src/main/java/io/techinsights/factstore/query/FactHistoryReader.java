package io.techinsights.factstore.query;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Reads the store of all rows, from outside its task. */
final class FactHistoryReader {
    private final FactStores stores;

    /** A row as it is stored. */
    record StoredRow(long observedAt, Bytes bytes) {}

    FactHistoryReader(FactStores stores) {
        this.stores = stores;
    }

    /**
     * The rows of a time range, both ends inclusive, the oldest first.
     *
     * @param limit at most so many
     */
    Answer<List<StoredRow>> range(EntityKey owner, long from, long to, int limit) {
        if (from > to || limit == 0) {
            return new Answer.Missing<>();
        }
        RangeQuery<HistoryKey, Bytes> newestFirst =
                RangeQuery.withRange(new HistoryKey(owner, to), new HistoryKey(owner, from));
        return stores.one(
                FactHistory.STORE,
                owner.entity().toString(),
                newestFirst.withDescendingKeys(),
                rows -> Optional.of(read(rows, limit)));
    }

    private static List<StoredRow> read(KeyValueIterator<HistoryKey, Bytes> rows, int limit) {
        List<StoredRow> read = new ArrayList<>();
        try (rows) {
            while (rows.hasNext() && read.size() < limit) {
                var row = rows.next();
                read.add(new StoredRow(row.key.observedAt(), row.value));
            }
        }
        return read;
    }
}
