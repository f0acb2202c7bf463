package io.techinsights.streams.query;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes of keys that are written again and again, of each the last, held back until they need too much room. The stores of a
 * process that hold any share a part of its heap evenly. Whoever calls this holds the lock of the store.
 */
final class HeldWrites {
    private static final int SHARE_OF_HEAP = 32;
    static final long MOST_BYTES = 16 * 1024 * 1024;
    private static final AtomicInteger SHARING = new AtomicInteger();

    private static final byte[] DELETED = new byte[0];

    /** Values and not writes, so that of a key that is there already nothing is kept anew but its value. */
    private final Map<Bytes, byte[]> values = new HashMap<>();

    private @Nullable Bytes first;
    private @Nullable Bytes last;
    private long bytes;
    private boolean shares;

    /** Holds one. */
    void put(Write write) {
        share(true);
        byte[] value = write.value() == null ? DELETED : write.value();
        byte[] before = values.put(write.key(), value);
        if (before == null) {
            bytes += write.bytes();
            first = first == null || write.key().compareTo(first) < 0 ? write.key() : first;
            last = last == null || write.key().compareTo(last) > 0 ? write.key() : last;
        } else {
            bytes += value.length - before.length;
        }
    }

    /** Counts this among those that share, from its first write until it is cleared. */
    private void share(boolean share) {
        if (shares != share) {
            shares = share;
            SHARING.addAndGet(share ? 1 : -1);
        }
    }

    /** The write of a key; null where none is held. */
    @Nullable
    Write find(Bytes key) {
        byte[] value = values.get(key);
        return value == null ? null : write(key, value);
    }

    @SuppressWarnings("ReferenceEquality")
    private static Write write(Bytes key, byte[] value) {
        return new Write(key, value == DELETED ? null : value);
    }

    /** Whether they need more room than there is. */
    boolean areTooMany() {
        long shared = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Math.max(1, SHARING.get());
        return bytes > Math.min(shared, MOST_BYTES);
    }

    /** Whether some of these keys may be held. */
    boolean mayHave(KeyRange range) {
        return first != null && last != null && range.overlaps(first, last);
    }

    /** Holds them no longer. */
    Map<Bytes, Write> release() {
        Map<Bytes, Write> released = new HashMap<>(2 * values.size());
        values.forEach((key, value) -> released.put(key, write(key, value)));
        values.clear();
        first = null;
        last = null;
        bytes = 0;
        return released;
    }

    /** Forgets all of them, and needs no share any more. */
    void clear() {
        release();
        share(false);
    }
}
