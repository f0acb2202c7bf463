package io.techinsights.factstore.latest;

import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.PersistentStores;
import io.techinsights.streams.query.StoredRange;
import io.techinsights.streams.query.StoredValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The ledgers of one partition, to be changed by its task; {@link LatestFactsReader} is for everybody else. They lie in the
 * store of their rows, whose changelog has one record for a row that is new and the ledger that says so.
 */
public final class LatestFacts {
    /** The name of the store, which the rows of history lie in, too. */
    public static final String STORE = "rows";

    private final KeyValueStore<Bytes, byte[]> store;

    public LatestFacts(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** What a topology needs to have the store. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return Stores.keyValueStoreBuilder(
                        PersistentStores.keyValueStore(STORE, new NewestRow()), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Asks for ledgers from outside the task, as they are stored: {@link #read} reads each. */
    public static StoredValues ask(Collection<EntityKey> keys) {
        return new StoredValues(keys.stream().map(LedgerKey::of).toList());
    }

    /** Asks for all ledgers from outside the task, as they are stored: {@link #ownerOf} and {@link #read} read each. */
    public static StoredRange askAll() {
        return LedgerKey.all();
    }

    /** Whether a ledger lies under a key of the store, and not a row. */
    public static boolean isLedger(Bytes key) {
        return LedgerKey.isOne(key);
    }

    /** Whose ledger lies under a key. */
    public static EntityKey ownerOf(Bytes key) {
        return LedgerKey.owner(key.get());
    }

    /** Reads a ledger. */
    public static Ledger read(byte[] stored) {
        return StoredLedger.read(stored);
    }

    /** The ledger of an entity and retriever; empty where no row is kept. */
    public Optional<Ledger> get(EntityKey owner) {
        return Optional.ofNullable(store.get(LedgerKey.of(owner))).map(LatestFacts::read);
    }

    /** Puts a ledger in place. */
    public void put(EntityKey owner, Ledger ledger) {
        store.put(LedgerKey.of(owner), StoredLedger.write(ledger));
    }

    /** Puts a ledger in place whose newest row was observed once, and that row into history, as one change. */
    public void putWithNewest(EntityKey owner, Ledger ledger) {
        store.put(new HistoryKey(owner, ledger.newest().observedAt()).stored(), NewestRow.write(ledger));
    }

    /** Forgets an entity and retriever. */
    public void remove(EntityKey owner) {
        store.put(LedgerKey.of(owner), null);
    }

    /** The retrievers that have rows of an entity, as keys. */
    public List<EntityKey> keysOf(EntityRef entity) {
        List<EntityKey> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> ledgers =
                store.prefixScan(LedgerKey.prefix(entity), new StringSerializer())) {
            ledgers.forEachRemaining((KeyValue<Bytes, byte[]> entry) -> keys.add(ownerOf(entry.key)));
        }
        return keys;
    }
}
