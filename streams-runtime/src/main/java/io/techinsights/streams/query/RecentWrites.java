package io.techinsights.streams.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The last writes of a store, until they are where they belong and for as long as there is room afterwards. They are taken there
 * in batches, one after the other, in the order of their keys. Whoever calls this holds the lock of the store.
 */
final class RecentWrites {
    private static final int BATCH_ENTRIES = 512;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int OBJECTS_BYTES = 200;

    private final Map<Bytes, Write> writes = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostBytes;
    private final Consumer<List<Write>> target;
    private final Executor executor;
    private Batch open = new Batch();
    private Batch sent = new Batch();
    private CompletableFuture<?> underway = CompletableFuture.completedFuture(null);
    private long bytes;

    /**
     * A key and its value, which is null where it was deleted.
     *
     * @param written whether it is where it belongs
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Write(Bytes key, byte @Nullable [] value, AtomicBoolean written) {
        /** How much of the heap it takes, about. */
        int bytes() {
            return OBJECTS_BYTES + key.get().length + (value == null ? 0 : value.length);
        }

        private boolean isBetween(@Nullable Bytes from, @Nullable Bytes to) {
            return (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0);
        }
    }

    /** Writes that are taken to the store together. */
    private static final class Batch {
        private final List<Write> writes = new ArrayList<>();
        private final AtomicBoolean written = new AtomicBoolean();
        private long bytes;

        private void add(Write write) {
            writes.add(write);
            bytes += write.bytes();
        }

        private boolean isWaiting(@Nullable Bytes from, @Nullable Bytes to) {
            return !written.get() && writes.stream().anyMatch(write -> write.isBetween(from, to));
        }

        private boolean isFull() {
            return writes.size() >= BATCH_ENTRIES || bytes >= BATCH_BYTES;
        }
    }

    /**
     * @param mostBytes how much of what was written is remembered
     * @param target takes a batch, on the executor or on the thread of the caller
     */
    RecentWrites(long mostBytes, Consumer<List<Write>> target, Executor executor) {
        this.mostBytes = mostBytes;
        this.target = target;
        this.executor = executor;
    }

    void put(Bytes key, byte @Nullable [] value) {
        var write = new Write(key, value, open.written);
        open.add(write);
        Write before = writes.put(key, write);
        bytes += write.bytes() - (before == null ? 0 : before.bytes());
        if (open.isFull()) {
            begin();
        }
        forget();
    }

    private void forget() {
        Iterator<Write> eldest = writes.values().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            Write write = eldest.next();
            if (!write.written().get()) {
                return;
            }
            bytes -= write.bytes();
            eldest.remove();
        }
    }

    /** What was written of a key; empty where that is not known any more. */
    Optional<Write> get(Bytes key) {
        return Optional.ofNullable(writes.get(key));
    }

    /** Sets what waits on its way. */
    void begin() {
        if (open.writes.isEmpty()) {
            return;
        }
        await();
        Batch batch = open;
        sent = batch;
        open = new Batch();
        underway = CompletableFuture.runAsync(() -> write(batch), executor);
    }

    /** Returns when nothing waits any more. */
    void finish() {
        await();
        Batch batch = open;
        open = new Batch();
        write(batch);
        forget();
    }

    /** Returns when nothing between these keys, inclusive, waits any more. */
    void finish(@Nullable Bytes from, @Nullable Bytes to) {
        if (sent.isWaiting(from, to) || open.isWaiting(from, to)) {
            finish();
        }
    }

    private void await() {
        try {
            underway.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void write(Batch batch) {
        if (!batch.writes.isEmpty()) {
            List<Write> sorted = new ArrayList<>(batch.writes);
            sorted.sort(Comparator.comparing(Write::key));
            target.accept(sorted);
        }
        batch.written.set(true);
    }

    /** Forgets all of them. */
    void clear() {
        try {
            finish();
        } finally {
            writes.clear();
            bytes = 0;
            open = new Batch();
            sent = new Batch();
            underway = CompletableFuture.completedFuture(null);
        }
    }
}
