package io.techinsights.factstore.history;

import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.PersistentStores;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The rows of one partition, to be changed by its task; {@link FactHistoryReader} is for everybody else. */
public final class FactHistory {
    /** The name of the store. */
    public static final String STORE = "history";

    private final KeyValueStore<HistoryKey, Bytes> store;

    /**
     * What a deletion did.
     *
     * @param count of rows deleted
     * @param oldest when the oldest row that remains was observed; empty where none does
     */
    public record Deletion(int count, OptionalLong oldest) {}

    public FactHistory(KeyValueStore<HistoryKey, Bytes> store) {
        this.store = store;
    }

    /** What a topology needs to have the store. */
    public static StoreBuilder<KeyValueStore<HistoryKey, Bytes>> store() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), HistoryKey.serde(), Serdes.Bytes())
                .withCachingDisabled();
    }

    /** Whether there is a row of this time. */
    public boolean contains(HistoryKey key) {
        return store.get(key) != null;
    }

    /** Puts a row in place; one of the same time is replaced. */
    public void put(HistoryKey key, Bytes row) {
        store.put(key, row);
    }

    /**
     * Deletes rows, the oldest first. The scan begins at the oldest row there is and ends before the newest, so that it
     * never walks over what was deleted before, nor over the remains of the entity beside this one.
     *
     * @param rows all there are of this entity and retriever
     * @param before only rows that were observed before this
     * @param limit at most so many
     */
    public Deletion deleteOldest(EntityKey owner, Span rows, long before, int limit) {
        List<HistoryKey> doomed = new ArrayList<>();
        OptionalLong remaining = OptionalLong.empty();
        for (HistoryKey row : oldest(owner, rows, before, limit)) {
            if (row.observedAt() < before && doomed.size() < limit) {
                doomed.add(row);
            } else {
                remaining = OptionalLong.of(row.observedAt());
            }
        }
        doomed.forEach(store::delete);
        return new Deletion(doomed.size(), remaining);
    }

    /** The rows up to the first that is not to be deleted. Each step of the scan looks one row ahead. */
    private List<HistoryKey> oldest(EntityKey owner, Span rows, long before, int limit) {
        List<HistoryKey> oldest = new ArrayList<>();
        boolean more = true;
        if (rows.count() > 1) {
            try (KeyValueIterator<HistoryKey, Bytes> scan = store.reverseRange(
                    new HistoryKey(owner, rows.newest() - 1), new HistoryKey(owner, rows.oldest()))) {
                while (more && oldest.size() < rows.count() - 1 && scan.hasNext()) {
                    oldest.add(scan.next().key);
                    more = oldest.get(oldest.size() - 1).observedAt() < before && oldest.size() <= limit;
                }
            }
        }
        if (more) {
            oldest.add(new HistoryKey(owner, rows.newest()));
        }
        return oldest;
    }
}
