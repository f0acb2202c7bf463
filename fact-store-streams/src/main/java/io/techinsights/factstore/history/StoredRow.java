package io.techinsights.factstore.history;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/**
 * A row as the history store holds it. One that was observed once is stored as it is on its topic, where the first byte
 * is the wire format's 0; one that was observed again begins with a 1 and the eight bytes of its last time.
 *
 * @param lastObservedAt empty where it was observed once
 */
public record StoredRow(OptionalLong lastObservedAt, Bytes bytes) {
    private static final byte SPAN = 1;
    private static final int HEAD = 1 + Long.BYTES;

    static StoredRow of(KeptRow row) {
        return new StoredRow(row.isPoint() ? OptionalLong.empty() : OptionalLong.of(row.lastObservedAt()), row.bytes());
    }

    /** The row, at the time that its key says. */
    public KeptRow at(long observedAt) {
        return new KeptRow(observedAt, lastObservedAt.orElse(observedAt), bytes);
    }

    byte[] write() {
        if (lastObservedAt.isEmpty()) {
            return bytes.get();
        }
        return ByteBuffer.allocate(HEAD + bytes.get().length)
                .put(SPAN)
                .putLong(lastObservedAt.getAsLong())
                .put(bytes.get())
                .array();
    }

    static StoredRow read(byte[] stored) {
        if (stored.length < HEAD || stored[0] != SPAN) {
            return new StoredRow(OptionalLong.empty(), Bytes.wrap(stored));
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        buffer.get();
        long lastObservedAt = buffer.getLong();
        byte[] row = new byte[buffer.remaining()];
        buffer.get(row);
        return new StoredRow(OptionalLong.of(lastObservedAt), Bytes.wrap(row));
    }
}
