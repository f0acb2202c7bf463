package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.PersistentStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Which entity and retriever to look at next, oldest first: each stands in the queue once, at a time no later than the
 * last of its oldest row, whether or not anything of it ever expires. A row costs no place of its own; one is given up and taken anew only when it comes due.
 */
public final class ExpiryQueue {
    /** The name of the store. */
    public static final String STORE = "expiry";

    private static final Bytes NOTHING = Bytes.wrap(new byte[0]);

    private final KeyValueStore<ExpiryKey, Bytes> store;

    /** For each retriever, a time before which its queue is empty: a scan begins there, not at what was deleted. */
    private final Map<String, Long> emptyBefore = new HashMap<>();

    ExpiryQueue(KeyValueStore<ExpiryKey, Bytes> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<ExpiryKey, Bytes>> store() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), ExpiryKey.serde(), Serdes.Bytes())
                .withCachingDisabled();
    }

    void add(ExpiryKey place) {
        store.put(place, NOTHING);
        emptyBefore.computeIfPresent(place.retriever(), (retriever, time) -> Math.min(time, place.queuedAt()));
    }

    /** Adds what a deletion left, at the time until which its oldest row was observed; the ledger that says so. */
    Ledger addRest(EntityKey owner, Ledger before, FactHistory.Deletion deletion) {
        long time = deletion.left().get(0).lastObservedAt();
        add(ExpiryKey.of(owner, time));
        return before.withRows(before.count() - deletion.count(), OldestTimes.of(deletion.left()))
                .withQueuedAt(time);
    }

    void remove(ExpiryKey place) {
        store.put(place, null);
    }

    /** The first places of a retriever that are before this time. */
    List<ExpiryKey> due(String retriever, long time, int limit) {
        long from = emptyBefore.getOrDefault(retriever, Long.MIN_VALUE);
        List<ExpiryKey> due = new ArrayList<>();
        if (from >= time) {
            return due;
        }
        try (KeyValueIterator<ExpiryKey, Bytes> places =
                store.range(ExpiryKey.first(retriever, from), ExpiryKey.first(retriever, time))) {
            while (places.hasNext() && due.size() < limit) {
                due.add(places.next().key);
            }
        }
        emptyBefore.put(retriever, due.isEmpty() ? time : due.get(0).queuedAt());
        return due;
    }
}
