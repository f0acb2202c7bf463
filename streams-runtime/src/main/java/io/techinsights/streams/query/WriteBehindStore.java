package io.techinsights.streams.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.apache.kafka.streams.state.internals.StoreQueryUtils;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * A RocksDB store whose writes go there many at a time beside the thread that makes them, and that may be queried meanwhile.
 * Whoever looks sees every write: a key is looked for among the recent ones first, and before entries are listed, and before
 * a commit, none is on its way any more.
 *
 * <p>It takes the lock of the store before that of its position, as a write does. The store it extends takes them the other
 * way round when it is queried, so that a write and a query at one moment wait for each other for ever: decision 8.
 */
final class WriteBehindStore extends RocksDBStore implements CachedStateStore<Bytes, byte[]> {
    private static final Executor WRITERS = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WriteBehindStore::thread);

    private final Expansion expansion;
    private final RecentWrites recent;
    private final RestoredWrites restored;

    WriteBehindStore(String name, String metricsScope, Expansion expansion, long recentBytes) {
        super(name, metricsScope);
        this.expansion = expansion;
        recent = new RecentWrites(expansion::isHeld, recentBytes, this::writeAll, WRITERS);
        restored = new RestoredWrites(expansion, this::writeAll, WRITERS);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "store-writer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void init(StateStoreContext taskContext, StateStore root) {
        super.init(new RestoringContext(taskContext, this::restore), root);
        context = taskContext;
    }

    /** Past what is remembered of writes: there were none while a task restores. */
    private synchronized void restore(Collection<ConsumerRecord<byte[], byte[]>> changes) {
        restored.begin(changes);
    }

    /** What was written lately, when nothing that was restored before is on its way any more. */
    private RecentWrites recent() {
        restored.await();
        return recent;
    }

    private void writeAll(List<Write> writes) {
        try (var batch = new WriteBatch(BatchBytes.of(writes))) {
            write(batch);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("Error while batch writing to store " + name(), e);
        }
    }

    @Override
    public synchronized void put(Bytes key, byte @Nullable [] value) {
        if (!isOpen()) {
            throw new InvalidStateStoreException("Store " + name() + " is currently closed");
        }
        RecentWrites writes = recent();
        expansion.expand(key, value, (entry, bytes) -> writes.put(new Write(entry, bytes)));
        StoreQueryUtils.updatePosition(position, context);
    }

    @Override
    public synchronized byte @Nullable [] get(Bytes key) {
        Optional<Write> write = recent().get(key);
        return write.isPresent() ? write.get().value() : super.get(key);
    }

    @Override
    public synchronized byte @Nullable [] delete(Bytes key) {
        byte[] value = get(key);
        put(key, null);
        return value;
    }

    @Override
    public synchronized void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        if (query instanceof StoredValues values) {
            return (QueryResult<R>) answer(() -> values(values));
        }
        if (query instanceof StoredRange range) {
            return (QueryResult<R>) answer(() -> range(range));
        }
        if (query instanceof StoreItself) {
            return (QueryResult<R>) QueryResult.<StateStore>forResult(this);
        }
        return super.query(query, bound, config);
    }

    private static <R> QueryResult<R> answer(Supplier<R> question) {
        try {
            return QueryResult.forResult(question.get());
        } catch (StreamsException e) {
            return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, String.valueOf(e.getMessage()));
        }
    }

    private List<byte @Nullable []> values(StoredValues query) {
        List<byte @Nullable []> values = new ArrayList<>(query.keys().size());
        query.keys().forEach(key -> values.add(get(key)));
        return values;
    }

    private KeyValueIterator<Bytes, byte[]> range(StoredRange query) {
        if (query.descending()) {
            return reverseRange(query.from(), query.to());
        }
        return query.from() == null && query.to() == null ? all() : range(query.from(), query.to());
    }

    @Override
    public synchronized <P extends Serializer<K>, K> KeyValueIterator<Bytes, byte[]> prefixScan(
            K prefix, P serializer) {
        recent().finish(KeyRange.ALL);
        return super.prefixScan(prefix, serializer);
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        recent().finish(new KeyRange(from, to));
        return super.range(from, to);
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
        recent().finish(new KeyRange(from, to));
        return super.reverseRange(from, to);
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> all() {
        recent().finish(KeyRange.ALL);
        return super.all();
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> reverseAll() {
        recent().finish(KeyRange.ALL);
        return super.reverseAll();
    }

    @Override
    public synchronized long approximateNumEntries() {
        recent().finish(KeyRange.ALL);
        return super.approximateNumEntries();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public synchronized void flushCache() {
        recent().begin();
    }

    /** What is restored from now on is written past this. */
    @Override
    public synchronized void clearCache() {
        recent().clear();
    }

    @Override
    public synchronized void commit(Map<TopicPartition, Long> changelogOffsets) {
        recent().finish(KeyRange.ALL);
        super.commit(changelogOffsets);
    }

    @Override
    public synchronized void close() {
        try {
            if (isOpen()) {
                recent().clear();
            }
        } finally {
            super.close();
        }
    }
}
