package io.techinsights.checker.evaluate;

import io.techinsights.streams.query.PersistentStores;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Puts in order what is told by two topics: that an entity left the catalog, by the offset of its tombstone there, and the facts
 * of it, each of which says up to which departure the fact store had read when it took it. A departure is remembered until
 * both topics are read beyond it.
 */
final class Departures {
    private static final String STORE = "departures";
    private static final long NONE = -1;

    private final KeyValueStore<String, String> store;
    private final TreeMap<Long, String> entities = new TreeMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private long catalogRead = NONE;
    private long factsRead = NONE;

    Departures(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(STORE);
        try (KeyValueIterator<String, String> all = store.all()) {
            all.forEachRemaining(one -> remember(one.value, HexFormat.fromHexDigitsToLong(one.key)));
        }
    }

    static StoreBuilder<KeyValueStore<String, String>> store() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    private void remember(String entity, long offset) {
        entities.put(offset, entity);
        offsets.put(entity, offset);
    }

    /** An entity left; false where that, or a later departure of it, was known. */
    boolean add(String entity, long offset) {
        if (isPast(entity, offset - 1)) {
            return false;
        }
        Long before = offsets.get(entity);
        if (before != null) {
            forget(before);
        }
        remember(entity, offset);
        store.put(HexFormat.of().toHexDigits(offset), entity);
        return true;
    }

    /** Whether what is told of an entity, as of this offset, is of before it left. */
    boolean isPast(String entity, long offset) {
        return offset < offsets.getOrDefault(entity, NONE);
    }

    /** The entities topic was read up to here. */
    void catalogRead(long offset) {
        catalogRead = Math.max(catalogRead, offset);
        forgetRead();
    }

    /** A latest fact was read that knows of departures up to this one. */
    void factsRead(long offset) {
        factsRead = Math.max(factsRead, offset);
        forgetRead();
    }

    private void forgetRead() {
        while (!entities.isEmpty() && entities.firstKey() <= Math.min(catalogRead, factsRead)) {
            forget(entities.firstKey());
        }
    }

    private void forget(long offset) {
        String entity = entities.remove(offset);
        offsets.remove(entity);
        store.delete(HexFormat.of().toHexDigits(offset));
    }
}
