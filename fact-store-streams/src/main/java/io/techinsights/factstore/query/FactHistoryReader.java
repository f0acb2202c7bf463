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

    FactHistoryReader(FactStores stores) {
        this.stores = stores;
    }

    /**
     * The rows of a time range, both ends inclusive, the oldest first.
     *
     * @param limit at most so many
     */
    Answer<List<Bytes>> range(EntityKey owner, long from, long to, int limit) {
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

    /** Where there are enough, what follows is not looked for: that may be a long way over deleted rows. */
    private static List<Bytes> read(KeyValueIterator<HistoryKey, Bytes> rows, int limit) {
        List<Bytes> read = new ArrayList<>();
        try (rows) {
            while (read.size() < limit && rows.hasNext()) {
                read.add(rows.next().value);
            }
        }
        return read;
    }
}
