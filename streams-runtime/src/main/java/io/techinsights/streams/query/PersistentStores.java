package io.techinsights.streams.query;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * RocksDB stores that may be queried while they are written, which those of Kafka Streams 4.3.1 may not (decision 8), that answer
 * {@link StoredValues} and {@link StoredRange}, and that are written beside the thread that writes (decision 24).
 */
public final class PersistentStores {
    private static final long MOST_STORES = 1024;

    private PersistentStores() {}

    /** To be used where {@code Stores.persistentKeyValueStore} would be. What was written lately is remembered. */
    public static KeyValueBytesStoreSupplier keyValueStore(String name) {
        return new Supplier(name, Expansion.NONE, recentBytes());
    }

    /** One that holds what is meant by what is put into it, and remembers of it what is held back. */
    public static KeyValueBytesStoreSupplier keyValueStore(String name, Expansion expansion) {
        return new Supplier(name, expansion, 0);
    }

    /** How much of what was written lately each store of a partition remembers: a process may have hundreds of them. */
    private static long recentBytes() {
        return Runtime.getRuntime().maxMemory() / MOST_STORES;
    }

    private record Supplier(String name, Expansion expansion, long recentBytes) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new WriteBehindStore(name, metricsScope(), expansion, recentBytes);
        }

        @Override
        public String metricsScope() {
            return "rocksdb";
        }
    }
}
