package io.techinsights.factstore.latest;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.PersistentStores;
import io.techinsights.streams.query.StoredValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The ledgers of one partition, to be changed by its task; {@link LatestFactsReader} is for everybody else. */
public final class LatestFacts {
    /** The name of the store. */
    public static final String STORE = "latest";

    private final KeyValueStore<EntityKey, Ledger> store;

    public LatestFacts(KeyValueStore<EntityKey, Ledger> store) {
        this.store = store;
    }

    /** What a topology needs to have the store. */
    public static StoreBuilder<KeyValueStore<EntityKey, Ledger>> store() {
        return Stores.keyValueStoreBuilder(
                        PersistentStores.keyValueStore(STORE), EntityKey.serde(), LedgerSerde.serde())
                .withCachingDisabled();
    }

    /** Asks for ledgers from outside the task, as they are stored: {@link #read} reads each. */
    public static StoredValues ask(Collection<EntityKey> keys) {
        return new StoredValues(keys.stream()
                .map(key -> Bytes.wrap(key.toString().getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    /** Reads a ledger. */
    public static Ledger read(byte[] stored) {
        return LedgerSerde.read(ByteBuffer.wrap(stored));
    }

    /** The ledger of an entity and retriever; empty where no row is kept. */
    public Optional<Ledger> get(EntityKey key) {
        return Optional.ofNullable(store.get(key));
    }

    /** Puts a ledger in place. */
    public void put(EntityKey key, Ledger ledger) {
        store.put(key, ledger);
    }

    /** Forgets an entity and retriever. */
    public void remove(EntityKey key) {
        store.put(key, null);
    }

    /** The retrievers that have rows of an entity, as keys. */
    public List<EntityKey> keysOf(EntityRef entity) {
        List<EntityKey> keys = new ArrayList<>();
        try (KeyValueIterator<EntityKey, Ledger> ledgers =
                store.prefixScan(new EntityKey(entity, "").toString(), new StringSerializer())) {
            ledgers.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
