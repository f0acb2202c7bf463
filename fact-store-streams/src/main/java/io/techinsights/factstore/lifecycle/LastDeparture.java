package io.techinsights.factstore.lifecycle;

import io.techinsights.schemas.topic.LatestFactHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The last entity that this task has seen leave the catalog, as the offset of its tombstone in the partition of the entities
 * topic. What goes to latest-facts says it in the header {@value LatestFactHeaders#DEPARTURE}: whoever reads both topics can
 * tell by it which facts of an entity were on their way when it left, however late they come.
 */
record LastDeparture(KeyValueStore<String, Long> store) {
    static final String STORE = "last-departure";
    private static final String KEY = "offset";

    static StoreBuilder<KeyValueStore<String, Long>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long())
                .withCachingDisabled();
    }

    void put(long offset) {
        store.put(KEY, offset);
    }

    /** Adds the header; none where nobody left so far. */
    Headers mark(Headers headers) {
        @Nullable Long offset = store.approximateNumEntries() == 0 ? null : store.get(KEY);
        return offset == null
                ? headers
                : headers.add(LatestFactHeaders.DEPARTURE, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
    }
}
