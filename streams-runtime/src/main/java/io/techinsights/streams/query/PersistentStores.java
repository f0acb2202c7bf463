package io.techinsights.streams.query;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;

/** RocksDB stores that may be queried while they are written, which those of Kafka Streams 4.3.1 may not: decision 8. */
public final class PersistentStores {
    private PersistentStores() {}

    /** To be used where {@code Stores.persistentKeyValueStore} would be. */
    public static KeyValueBytesStoreSupplier keyValueStore(String name) {
        return new Supplier(name);
    }

    private record Supplier(String name) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new QueryableWhileWritten(name, metricsScope());
        }

        @Override
        public String metricsScope() {
            return "rocksdb";
        }
    }

    /**
     * Takes the lock of the store before that of its position, as a write does. The store it extends takes them the other
     * way round when it is queried, so that a write and a query at one moment wait for each other for ever.
     */
    private static final class QueryableWhileWritten extends RocksDBStore {
        QueryableWhileWritten(String name, String metricsScope) {
            super(name, metricsScope);
        }

        @Override
        public synchronized <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
            return super.query(query, bound, config);
        }
    }
}
