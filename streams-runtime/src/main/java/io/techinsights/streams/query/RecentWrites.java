package io.techinsights.streams.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The last writes of a store, until they are where they belong and for as long as there is room afterwards. They are taken there
 * in batches, one after the other, in the order of their keys. Whoever calls this holds the lock of the store.
 *
 * <p>They are remembered in two generations. When the young one has half of the room, it becomes the old one, and what was old and
 * not asked for since is forgotten together, so that nothing is looked through for what is to go.
 */
final class RecentWrites {
    private static final int BATCH_ENTRIES = 512;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int MOST_BATCHES = 4;
    private static final int OBJECTS_BYTES = 200;

    private final long mostBytes;
    private final Consumer<List<Write>> target;
    private final Underway underway;
    private Map<Bytes, Write> young = new HashMap<>();
    private Map<Bytes, Write> old = new HashMap<>();
    private long youngBytes;
    private Batch open = new Batch();
    private final Deque<Batch> sent = new ArrayDeque<>();
    private Batch lastOfOld = new Batch();

    /**
     * A key and its value, which is null where it was deleted.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Write(Bytes key, byte @Nullable [] value) {
        /** How much of the heap it takes, about. */
        int bytes() {
            return OBJECTS_BYTES + key.get().length + (value == null ? 0 : value.length);
        }

        int compareKey(Write other) {
            return Arrays.compareUnsigned(key.get(), other.key.get());
        }

        private boolean isBetween(@Nullable Bytes from, @Nullable Bytes to) {
            return (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0);
        }
    }

    /** Writes that are taken to the store together. */
    private static final class Batch {
        private final List<Write> writes = new ArrayList<>(BATCH_ENTRIES);
        private volatile boolean written;
        private long bytes;

        private void add(Write write) {
            writes.add(write);
            bytes += write.bytes();
        }

        private boolean isWritten() {
            return written || writes.isEmpty();
        }

        private boolean isWaiting(@Nullable Bytes from, @Nullable Bytes to) {
            return !written && writes.stream().anyMatch(write -> write.isBetween(from, to));
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
        underway = new Underway(executor, MOST_BATCHES);
    }

    void put(Bytes key, byte @Nullable [] value) {
        var write = new Write(key, value);
        open.add(write);
        remember(write);
        if (open.isFull()) {
            begin();
        }
    }

    private void remember(Write write) {
        young.put(write.key(), write);
        youngBytes += write.bytes();
        if (youngBytes > mostBytes / 2 && lastOfOld.isWritten()) {
            Map<Bytes, Write> forgotten = old;
            old = young;
            lastOfOld = open.writes.isEmpty() ? lastSent() : open;
            forgotten.clear();
            young = forgotten;
            youngBytes = 0;
        }
    }

    /** What was written of a key; empty where that is not known any more. */
    Optional<Write> get(Bytes key) {
        Write write = young.get(key);
        if (write == null) {
            write = old.get(key);
            if (write != null) {
                remember(write);
            }
        }
        return Optional.ofNullable(write);
    }

    /** Sets what waits on its way. */
    void begin() {
        if (!open.writes.isEmpty()) {
            Batch batch = nextBatch();
            underway.begin(() -> write(batch));
        }
    }

    /** Returns when nothing waits any more. */
    void finish() {
        underway.await();
        if (!open.writes.isEmpty()) {
            write(nextBatch());
        }
    }

    /** Returns when nothing between these keys, inclusive, waits any more. */
    void finish(@Nullable Bytes from, @Nullable Bytes to) {
        if (open.isWaiting(from, to) || sent.stream().anyMatch(batch -> batch.isWaiting(from, to))) {
            finish();
        }
    }

    private Batch nextBatch() {
        while (!sent.isEmpty() && sent.getFirst().isWritten()) {
            sent.removeFirst();
        }
        Batch batch = open;
        sent.add(batch);
        open = new Batch();
        return batch;
    }

    private Batch lastSent() {
        return sent.isEmpty() ? new Batch() : sent.getLast();
    }

    private void write(Batch batch) {
        List<Write> sorted = new ArrayList<>(batch.writes);
        sorted.sort(Write::compareKey);
        target.accept(sorted);
        batch.written = true;
    }

    /** Forgets all of them. */
    void clear() {
        try {
            finish();
        } finally {
            young.clear();
            old.clear();
            youngBytes = 0;
            open = new Batch();
            sent.clear();
            lastOfOld = new Batch();
            underway.giveUp();
        }
    }
}
