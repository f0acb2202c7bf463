package io.techinsights.factstore.latest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** The stored form of a ledger: a format number, the numbers at fixed places, the topic, and the row to the end. */
final class LedgerSerde {
    private static final byte FORMAT = 1;
    private static final int FIXED = 1 + 4 * Long.BYTES + Integer.BYTES + Long.BYTES + Short.BYTES;

    private LedgerSerde() {}

    static Serde<Ledger> serde() {
        return Serdes.serdeFrom(
                (topic, ledger) -> ledger == null ? null : write(ledger),
                (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
    }

    private static byte[] write(Ledger ledger) {
        byte[] topic = ledger.origin().topic().getBytes(StandardCharsets.UTF_8);
        byte[] row = ledger.row().get();
        return ByteBuffer.allocate(FIXED + topic.length + row.length)
                .put(FORMAT)
                .putLong(ledger.newest())
                .putLong(ledger.oldest())
                .putLong(ledger.count())
                .putLong(ledger.queuedAt())
                .putInt(ledger.origin().partition())
                .putLong(ledger.origin().offset())
                .putShort((short) topic.length)
                .put(topic)
                .put(row)
                .array();
    }

    private static Ledger read(ByteBuffer bytes) {
        byte format = bytes.get();
        if (format != FORMAT) {
            throw new SerializationException("A ledger of format " + format + " was stored, expected " + FORMAT
                    + ": it was written by another version of this program");
        }
        long newest = bytes.getLong();
        long oldest = bytes.getLong();
        long count = bytes.getLong();
        long queuedAt = bytes.getLong();
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        byte[] topic = new byte[bytes.getShort()];
        bytes.get(topic);
        byte[] row = new byte[bytes.remaining()];
        bytes.get(row);
        var origin = new Origin(new String(topic, StandardCharsets.UTF_8), partition, offset);
        return new Ledger(newest, oldest, count, queuedAt, origin, Bytes.wrap(row));
    }
}
