package io.techinsights.streams.query;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * RocksDB stores that may be queried while they are written, which those of Kafka Streams 4.3.1 may not (decision 8), and
 * that are written beside the thread that writes (decision 24).
 */
public final class PersistentStores {
    /** How much of what was written lately each store of a partition remembers. */
    private static final long RECENT_BYTES = 4L * 1024 * 1024;

    private PersistentStores() {}

    /** To be used where {@code Stores.persistentKeyValueStore} would be. */
    public static KeyValueBytesStoreSupplier keyValueStore(String name) {
        return new Supplier(name);
    }

    private record Supplier(String name) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new WriteBehindStore(name, metricsScope(), RECENT_BYTES);
        }

        @Override
        public String metricsScope() {
            return "rocksdb";
        }
    }
}
