package io.techinsights.factstore.ingest;

import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.PushKey;
import io.techinsights.streams.query.PersistentStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The keys of pushed rows that were admitted, each with its time and a checksum of its row. They lie by the day they came, so that
 * those of past days are found without looking at the others.
 */
record KnownPushes(KeyValueStore<String, String> store) {
    static final String STORE = "known-pushes";
    private static final int SWEPT = 1_000;
    private static final Duration DAY = Duration.ofDays(1);

    static StoreBuilder<KeyValueStore<String, String>> builder() {
        return Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    private static String day(Instant time) {
        return String.format(Locale.ROOT, "%06d/", time.toEpochMilli() / DAY.toMillis());
    }

    /**
     * Learns the key of a row.
     *
     * @return whether it was not known
     * @throws IllegalArgumentException where it is known of another row
     */
    boolean add(EntityKey owner, String key, FactRow row, Instant now) {
        String name = owner + "#" + key;
        String checksum = checksum(row);
        String known = known(name, now);
        if (known == null) {
            store.put(day(now) + name, now.toEpochMilli() + " " + checksum);
            return true;
        }
        if (!known.endsWith(" " + checksum)) {
            throw new IllegalArgumentException("The key '" + key + "' is that of another row, pushed at " + time(known)
                    + ": expected the same facts, or another key");
        }
        return false;
    }

    private @Nullable String known(String name, Instant now) {
        for (Instant day : List.of(now, now.minus(DAY))) {
            String known = store.get(day(day) + name);
            if (known != null && !time(known).plus(PushKey.KNOWN_FOR).isBefore(now)) {
                return known;
            }
        }
        return null;
    }

    private static Instant time(String known) {
        return Instant.ofEpochMilli(Long.parseLong(known.substring(0, known.indexOf(' '))));
    }

    /** Forgets some of those that came before yesterday. */
    void sweep(Instant now) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, String> past = store.range(null, day(now.minus(DAY)))) {
            while (past.hasNext() && old.size() < SWEPT) {
                old.add(past.next().key);
            }
        }
        old.forEach(key -> store.put(key, null));
    }

    /** The same facts of the same version: when they were observed may have been left to the time they came. */
    private static String checksum(FactRow row) {
        var checksum = new CRC32C();
        checksum.update(row.version().getBytes(StandardCharsets.UTF_8));
        row.facts().forEach((name, value) -> {
            checksum.update(name.getBytes(StandardCharsets.UTF_8));
            checksum.update(Json.write(value).getBytes(StandardCharsets.UTF_8));
        });
        return Long.toHexString(checksum.getValue());
    }
}
