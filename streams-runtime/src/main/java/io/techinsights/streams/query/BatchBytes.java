package io.techinsights.streams.query;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes in the form in which RocksDB keeps a batch of them, so that it takes them in one call and not in one for each: twelve
 * bytes for a sequence number that it sets itself and the number of writes, then for each write what it is, and its key and
 * its value behind their lengths. All of them are for the column family that RocksDB calls the default.
 */
final class BatchBytes {
    private static final int COUNT_AT = 8;
    private static final int HEADER = 12;
    private static final byte DELETION = 0;
    private static final byte VALUE = 1;

    private final byte[] bytes;
    private int at = HEADER;

    private BatchBytes(int size) {
        bytes = new byte[size];
    }

    /** What {@code new WriteBatch(byte[])} takes. */
    static byte[] of(Collection<Write> writes) {
        int size = HEADER;
        for (Write write : writes) {
            size += size(write.key().get(), write.value());
        }
        var batch = new BatchBytes(size);
        batch.count(writes.size());
        for (Write write : writes) {
            batch.add(write.key().get(), write.value());
        }
        return batch.bytes;
    }

    private static int size(byte[] key, byte @Nullable [] value) {
        return 1 + sizeWithLength(key) + (value == null ? 0 : sizeWithLength(value));
    }

    private static int sizeWithLength(byte[] part) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(part.length | 1);
        return (bits + 6) / 7 + part.length;
    }

    private void count(int writes) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[COUNT_AT + i] = (byte) (writes >>> (Byte.SIZE * i));
        }
    }

    private void add(byte[] key, byte @Nullable [] value) {
        bytes[at++] = value == null ? DELETION : VALUE;
        addWithLength(key);
        if (value != null) {
            addWithLength(value);
        }
    }

    private void addWithLength(byte[] part) {
        int length = part.length;
        while (length > 0x7f) {
            bytes[at++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        bytes[at++] = (byte) length;
        System.arraycopy(part, 0, bytes, at, part.length);
        at += part.length;
    }
}
