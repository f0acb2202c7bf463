package io.techinsights.factstore.ingest;

import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.PushKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The keys of pushed rows that were admitted, for {@link PushKey#KNOWN_FOR}, each with a checksum of its row. The store is one of
 * windows since that drops what is old by the segment, unread.
 */
record KnownPushes(WindowStore<String, Long> store) {
    static final String STORE = "known-pushes";
    private static final Duration WINDOW = PushKey.KNOWN_FOR;

    static StoreBuilder<WindowStore<String, Long>> builder() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(STORE, WINDOW, WINDOW, false), Serdes.String(), Serdes.Long())
                .withCachingDisabled();
    }

    /**
     * Learns the key of a row.
     *
     * @return whether it was not known
     * @throws IllegalArgumentException where it is known of another row
     */
    boolean add(EntityKey owner, String key, FactRow row, Instant now) {
        String name = owner + "#" + key;
        long checksum = checksum(row);
        try (WindowStoreIterator<Long> known = store.fetch(name, now.minus(WINDOW), now)) {
            if (!known.hasNext()) {
                store.put(name, checksum, now.toEpochMilli());
                return true;
            }
            KeyValue<Long, Long> first = known.next();
            if (first.value != checksum) {
                throw new IllegalArgumentException("The key '" + key + "' is that of another row, pushed at "
                        + Instant.ofEpochMilli(first.key) + ": expected the same facts, or another key");
            }
            return false;
        }
    }

    /** The same facts of the same version: when they were observed may have been left to the time they came. */
    private static long checksum(FactRow row) {
        var checksum = new CRC32C();
        checksum.update(row.version().getBytes(StandardCharsets.UTF_8));
        row.facts().forEach((name, value) -> {
            checksum.update(name.getBytes(StandardCharsets.UTF_8));
            checksum.update(Json.write(value).getBytes(StandardCharsets.UTF_8));
        });
        return checksum.getValue();
    }
}
