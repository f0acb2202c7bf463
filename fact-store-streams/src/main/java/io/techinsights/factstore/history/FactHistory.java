package io.techinsights.factstore.history;

import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.StoredRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of one partition, to be changed by its task; {@link FactHistoryReader} is for everybody else. Until when the
 * newest row of an entity and retriever was observed is in its ledger alone, and here once another follows it.
 */
public final class FactHistory {
    private final KeyValueStore<Bytes, byte[]> store;

    /**
     * What a deletion did.
     *
     * @param count of rows deleted
     * @param left the oldest rows that remain, as far as they were looked at; empty where none does
     */
    public record Deletion(int count, List<KeptRow> left) {}

    public FactHistory(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The row that was observed first at this time. */
    public Optional<KeptRow> get(EntityKey owner, long observedAt) {
        return Optional.ofNullable(store.get(key(owner, observedAt)))
                .map(row -> StoredRow.read(row).at(observedAt));
    }

    /** Puts a row in place; one of the same time is replaced. */
    public void put(EntityKey owner, KeptRow row) {
        store.put(key(owner, row.observedAt()), StoredRow.of(row).write());
    }

    /** Looks through the rows of an entity and retriever. */
    public RowScan of(EntityKey owner) {
        return new RowScan() {
            @Override
            public List<KeptRow> forward(long from, long to, int limit) {
                return from > to ? List.of() : read(store.reverseRange(key(owner, to), key(owner, from)), limit);
            }

            @Override
            public Optional<KeptRow> back(long from, long to) {
                return read(store.range(key(owner, from), key(owner, to)), 1).stream()
                        .findFirst();
            }
        };
    }

    /**
     * Asks for the rows of a time range from outside the task, as they are stored: {@link #read} reads them.
     *
     * @param oldestFirst whether the order is that of time, and not that of the keys
     */
    public static StoredRange ask(EntityKey owner, long from, long to, boolean oldestFirst) {
        return new StoredRange(key(owner, to), key(owner, from), oldestFirst);
    }

    /** Reads so many rows and no further: what follows may be a long way off, over deleted ones. */
    public static List<KeptRow> read(KeyValueIterator<Bytes, byte[]> scan, int limit) {
        List<KeptRow> rows = new ArrayList<>();
        try (scan) {
            while (rows.size() < limit && scan.hasNext()) {
                rows.add(row(scan.next()));
            }
        }
        return rows;
    }

    /** Deletes the rows of these times. A null is put, since a deletion would look the row up to answer with it. */
    public void delete(EntityKey owner, long... times) {
        for (long time : times) {
            store.put(key(owner, time), null);
        }
    }

    /**
     * Deletes rows, the oldest first. The scan begins at the oldest row there is and ends before the newest, so that it
     * never walks over what was deleted before, nor over the remains of the entity beside this one.
     *
     * @param rows all there are of this entity and retriever
     * @param before only rows that were observed for the last time before this
     * @param limit at most so many
     * @param ahead how many of those that are left to look at
     */
    public Deletion deleteOldest(EntityKey owner, KeptRows rows, long before, int limit, int ahead) {
        List<Long> gone = new ArrayList<>();
        List<KeptRow> left = new ArrayList<>();
        long last = rows.newest().observedAt() - (rows.count() > 1 ? 1 : 0);
        try (KeyValueIterator<Bytes, byte[]> scan = store.reverseRange(key(owner, last), key(owner, rows.oldest()))) {
            for (long seen = 0; seen < rows.count() && left.size() < ahead; seen++) {
                KeptRow row = seen < rows.count() - 1 ? row(scan.next()) : rows.newest();
                if (left.isEmpty() && row.lastObservedAt() < before && gone.size() < limit) {
                    gone.add(row.observedAt());
                } else {
                    left.add(row);
                }
            }
        }
        delete(owner, gone.stream().mapToLong(Long::longValue).toArray());
        return new Deletion(gone.size(), left);
    }

    private static KeptRow row(KeyValue<Bytes, byte[]> entry) {
        return StoredRow.read(entry.value).at(HistoryKey.timeOf(entry.key.get()));
    }

    private static Bytes key(EntityKey owner, long observedAt) {
        return new HistoryKey(owner, observedAt).stored();
    }
}
