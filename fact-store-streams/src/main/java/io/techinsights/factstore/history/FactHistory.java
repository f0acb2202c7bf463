package io.techinsights.factstore.history;

import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.PersistentStores;
import io.techinsights.streams.query.StoredRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The rows of one partition, to be changed by its task; {@link FactHistoryReader} is for everybody else. Until when the
 * newest row of an entity and retriever was observed is in its ledger alone, and here once another follows it.
 */
public final class FactHistory {
    /** The name of the store. */
    public static final String STORE = "history";

    private final KeyValueStore<HistoryKey, StoredRow> store;

    /**
     * What a deletion did.
     *
     * @param count of rows deleted
     * @param left the oldest rows that remain, as far as they were looked at; empty where none does
     */
    public record Deletion(int count, List<KeptRow> left) {}

    public FactHistory(KeyValueStore<HistoryKey, StoredRow> store) {
        this.store = store;
    }

    /** What a topology needs to have the store. */
    public static StoreBuilder<KeyValueStore<HistoryKey, StoredRow>> store() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), HistoryKey.serde(), StoredRow.serde())
                .withCachingDisabled();
    }

    /** The row that was observed first at this time. */
    public Optional<KeptRow> get(EntityKey owner, long observedAt) {
        return Optional.ofNullable(store.get(new HistoryKey(owner, observedAt))).map(row -> row.at(observedAt));
    }

    /** Puts a row in place; one of the same time is replaced. */
    public void put(EntityKey owner, KeptRow row) {
        store.put(new HistoryKey(owner, row.observedAt()), StoredRow.of(row));
    }

    /** Looks through the rows of an entity and retriever. */
    public RowScan of(EntityKey owner) {
        return new RowScan() {
            @Override
            public List<KeptRow> forward(long from, long to, int limit) {
                return from > to
                        ? List.of()
                        : read(store.reverseRange(new HistoryKey(owner, to), new HistoryKey(owner, from)), limit);
            }

            @Override
            public Optional<KeptRow> back(long from, long to) {
                return read(store.range(new HistoryKey(owner, from), new HistoryKey(owner, to)), 1).stream()
                        .findFirst();
            }
        };
    }

    /**
     * Asks for the rows of a time range from outside the task, as they are stored: {@link #readStored} reads them.
     *
     * @param oldestFirst whether the order is that of time, and not that of the keys
     */
    public static StoredRange ask(EntityKey owner, long from, long to, boolean oldestFirst) {
        return new StoredRange(
                Bytes.wrap(new HistoryKey(owner, to).bytes()),
                Bytes.wrap(new HistoryKey(owner, from).bytes()),
                oldestFirst);
    }

    /** Reads so many rows and no further: what follows may be a long way off, over deleted ones. */
    public static List<KeptRow> readStored(KeyValueIterator<Bytes, byte[]> scan, int limit) {
        return read(scan, limit, row -> StoredRow.read(row.value).at(HistoryKey.timeOf(row.key.get())));
    }

    private static List<KeptRow> read(KeyValueIterator<HistoryKey, StoredRow> scan, int limit) {
        return read(scan, limit, FactHistory::row);
    }

    private static <K, V> List<KeptRow> read(
            KeyValueIterator<K, V> scan, int limit, Function<KeyValue<K, V>, KeptRow> reader) {
        List<KeptRow> rows = new ArrayList<>();
        try (scan) {
            while (rows.size() < limit && scan.hasNext()) {
                rows.add(reader.apply(scan.next()));
            }
        }
        return rows;
    }

    /** Deletes the rows of these times. A null is put, since a deletion would look the row up to answer with it. */
    public void delete(EntityKey owner, List<Long> times) {
        times.forEach(time -> store.put(new HistoryKey(owner, time), null));
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
        try (KeyValueIterator<HistoryKey, StoredRow> scan =
                store.reverseRange(new HistoryKey(owner, last), new HistoryKey(owner, rows.oldest()))) {
            for (long seen = 0; seen < rows.count() && left.size() < ahead; seen++) {
                KeptRow row = seen < rows.count() - 1 ? row(scan.next()) : rows.newest();
                if (left.isEmpty() && row.lastObservedAt() < before && gone.size() < limit) {
                    gone.add(row.observedAt());
                } else {
                    left.add(row);
                }
            }
        }
        delete(owner, gone);
        return new Deletion(gone.size(), left);
    }

    private static KeptRow row(KeyValue<HistoryKey, StoredRow> entry) {
        return entry.value.at(entry.key.observedAt());
    }
}
