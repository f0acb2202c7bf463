package io.techinsights.factstore.history;

import io.techinsights.schemas.topic.EntityKey;
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
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), HistoryKey.serde(), Serdes.Bytes())
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
     * Deletes rows, the oldest first. The scan begins at the oldest row there is, so it never walks over those that were
     * deleted before.
     *
     * @param oldest when the oldest row was observed
     * @param newest when the newest row was observed
     * @param before only rows that were observed before this
     * @param limit at most so many
     */
    public Deletion deleteOldest(EntityKey owner, long oldest, long newest, long before, int limit) {
        List<HistoryKey> doomed = new ArrayList<>();
        OptionalLong remaining = OptionalLong.empty();
        try (KeyValueIterator<HistoryKey, Bytes> rows =
                store.reverseRange(new HistoryKey(owner, newest), new HistoryKey(owner, oldest))) {
            while (rows.hasNext() && remaining.isEmpty()) {
                HistoryKey row = rows.next().key;
                if (row.observedAt() < before && doomed.size() < limit) {
                    doomed.add(row);
                } else {
                    remaining = OptionalLong.of(row.observedAt());
                }
            }
        }
        doomed.forEach(store::delete);
        return new Deletion(doomed.size(), remaining);
    }
}
