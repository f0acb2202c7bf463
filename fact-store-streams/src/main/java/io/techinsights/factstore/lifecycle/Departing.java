package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.latest.Origin;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.FactEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Entities that left while facts of them may be on their way: acknowledged before they left, and read after the tombstone that says
 * so, since the two come by topics of their own. Those facts left with their entity.
 */
record Departing(KeyValueStore<String, String> store) {
    static final String STORE = "departing";

    static StoreBuilder<KeyValueStore<String, String>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    /** An entity left when the fact topics were written so far. */
    void add(EntityRef entity, FactEnds ends) {
        if (!ends.offsets().isEmpty()) {
            store.put(entity.toString(), ends.text());
        }
    }

    /** Whether a fact is of before its entity left. */
    boolean isPast(EntityRef entity, Origin origin) {
        if (store.approximateNumEntries() == 0) {
            return false;
        }
        String ends = store.get(entity.toString());
        return ends != null && origin.offset() < FactEnds.parse(ends).of(origin.topic());
    }

    /**
     * Forgets those of which nothing can be on its way any more.
     *
     * @param read the offset of the last record that was read of each fact topic
     */
    void forget(Map<String, Long> read) {
        List<String> through = new ArrayList<>();
        try (KeyValueIterator<String, String> all = store.all()) {
            all.forEachRemaining(one -> {
                boolean done = FactEnds.parse(one.value).offsets().entrySet().stream()
                        .allMatch(end -> read.getOrDefault(end.getKey(), -1L) >= end.getValue() - 1);
                if (done) {
                    through.add(one.key);
                }
            });
        }
        through.forEach(store::delete);
    }
}
