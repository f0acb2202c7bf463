package io.techinsights.streams.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes of a store until they are where they belong. They are taken there in batches, one after the other, the last write of each key
 * in the order of keys. Whoever calls this holds the lock of the store.
 */
final class WaitingWrites {
    private static final int BATCH_ENTRIES = 512;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int MOST_BATCHES = 4;

    private final Consumer<List<Write>> target;
    private final Underway underway;
    private Batch open = Batch.empty();
    private final Deque<Batch> sent = new ArrayDeque<>();

    /** Writes that are taken to the store together. */
    private static final class Batch {
        private final Map<Bytes, Write> writes;
        private volatile boolean written;
        private long bytes;

        private Batch(Map<Bytes, Write> writes) {
            this.writes = writes;
        }

        private static Batch empty() {
            return new Batch(new HashMap<>(2 * BATCH_ENTRIES));
        }

        private void add(Write write) {
            writes.put(write.key(), write);
            bytes += write.bytes();
        }

        private boolean isFull() {
            return writes.size() >= BATCH_ENTRIES || bytes >= BATCH_BYTES;
        }

        private boolean hasAny(KeyRange range) {
            return !written && writes.keySet().stream().anyMatch(range::contains);
        }
    }

    /**
     * @param target takes a batch, on the executor or on the thread of the caller
     */
    WaitingWrites(Consumer<List<Write>> target, Executor executor) {
        this.target = target;
        underway = new Underway(executor, MOST_BATCHES);
    }

    /** Takes one, to be written with others. */
    void add(Write write) {
        open.add(write);
        if (open.isFull()) {
            begin();
        }
    }

    /** Sets these on their way together, after all before them. */
    void begin(Map<Bytes, Write> writes) {
        begin();
        send(new Batch(writes));
    }

    /** Sets all on their way. */
    void begin() {
        if (!open.writes.isEmpty()) {
            Batch batch = open;
            open = Batch.empty();
            send(batch);
        }
    }

    private void send(Batch batch) {
        while (!sent.isEmpty() && sent.getFirst().written) {
            sent.removeFirst();
        }
        sent.add(batch);
        underway.begin(() -> write(batch));
    }

    private void write(Batch batch) {
        List<Write> sorted = new ArrayList<>(batch.writes.values());
        sorted.sort(Write::compareKey);
        target.accept(sorted);
        batch.written = true;
    }

    /** The last write of a key; null where none waits. */
    @Nullable
    Write find(Bytes key) {
        Write write = open.writes.get(key);
        Iterator<Batch> batches = sent.descendingIterator();
        while (write == null && batches.hasNext()) {
            write = batches.next().writes.get(key);
        }
        return write;
    }

    /** Returns when nothing waits any more, nor these. What is not on its way is written on this thread, which would only wait. */
    void finish(Map<Bytes, Write> writes) {
        writes.values().forEach(open::add);
        finish();
    }

    private void finish() {
        underway.await();
        sent.clear();
        if (!open.writes.isEmpty()) {
            write(open);
            open = Batch.empty();
        }
    }

    /** Returns when nothing of these keys waits any more. */
    void finish(KeyRange range) {
        if (open.hasAny(range) || sent.stream().anyMatch(batch -> batch.hasAny(range))) {
            finish();
        }
    }

    /** Forgets all of them. */
    void clear() {
        open = Batch.empty();
        sent.clear();
        underway.giveUp();
    }
}
