package io.techinsights.streams.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * The last writes of a store. Some are held back, since another of their key is soon to come; the others go where they belong, in
 * batches, and are remembered for as long as there is room. Whoever calls this holds the lock of the store.
 *
 * <p>They are remembered in two generations. When the young one has half of the room, it becomes the old one, and what was old and
 * not asked for since is forgotten together, so that nothing is looked through for what is to go.
 */
final class RecentWrites {
    private final Predicate<Bytes> isHeld;
    private final long mostBytes;
    private final HeldWrites held = new HeldWrites();
    private final WaitingWrites waiting;
    private Map<Bytes, Write> young = new HashMap<>();
    private Map<Bytes, Write> old = new HashMap<>();
    private long youngBytes;

    /**
     * @param isHeld which keys are written again and again
     * @param mostBytes how much of what was written of others is remembered
     * @param target takes a batch, on the executor or on the thread of the caller
     */
    RecentWrites(Predicate<Bytes> isHeld, long mostBytes, Consumer<List<Write>> target, Executor executor) {
        this.isHeld = isHeld;
        this.mostBytes = mostBytes;
        waiting = new WaitingWrites(target, executor);
    }

    void put(Write write) {
        if (isHeld.test(write.key())) {
            held.put(write);
            if (held.areTooMany()) {
                waiting.begin(held.release());
            }
        } else {
            waiting.add(write);
            remember(write);
        }
    }

    private void remember(Write write) {
        if (mostBytes == 0) {
            return;
        }
        young.put(write.key(), write);
        youngBytes += write.bytes();
        if (youngBytes > mostBytes / 2) {
            Map<Bytes, Write> forgotten = old;
            old = young;
            forgotten.clear();
            young = forgotten;
            youngBytes = 0;
        }
    }

    /** What was written of a key; empty where that is not known any more. */
    Optional<Write> get(Bytes key) {
        Write write = held.find(key);
        if (write == null) {
            write = young.get(key);
        }
        if (write == null) {
            write = old.get(key);
            if (write != null) {
                remember(write);
            }
        }
        return Optional.ofNullable(write == null ? waiting.find(key) : write);
    }

    /** Sets what waits on its way. */
    void begin() {
        waiting.begin();
    }

    /** Returns when all of these keys are where they belong. */
    void finish(KeyRange range) {
        if (held.mayHave(range)) {
            waiting.finish(held.release());
        } else {
            waiting.finish(range);
        }
    }

    /** Forgets all of them. */
    void clear() {
        try {
            finish(KeyRange.ALL);
        } finally {
            held.clear();
            waiting.clear();
            young.clear();
            old.clear();
            youngBytes = 0;
        }
    }
}
