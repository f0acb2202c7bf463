package io.techinsights.factstore.latest;

import io.techinsights.factstore.history.KeptRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stored form of a ledger: a format number, the numbers at fixed places, the topic, and the row to the end. Where no
 * row stands for more than one time, that is all (format 1); otherwise until when the newest was observed, and whether
 * others may, follow the format number (2).
 */
final class LedgerSerde {
    private static final byte POINTS = 1;
    private static final byte SPANS = 2;
    private static final int FIXED = 1 + 4 * Long.BYTES + Integer.BYTES + Long.BYTES + Short.BYTES;
    private static final int SPAN = Long.BYTES + 1;

    private LedgerSerde() {}

    static Serde<Ledger> serde() {
        return Serdes.serdeFrom(
                (topic, ledger) -> ledger == null ? null : write(ledger),
                (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
    }

    private static byte[] write(Ledger ledger) {
        byte[] topic = ledger.origin().topic().getBytes(StandardCharsets.UTF_8);
        byte[] row = ledger.newest().bytes().get();
        boolean spans = ledger.spans() || !ledger.newest().isPoint();
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + (spans ? SPAN : 0) + topic.length + row.length)
                .put(spans ? SPANS : POINTS);
        if (spans) {
            bytes.putLong(ledger.newest().lastObservedAt()).put((byte) (ledger.spans() ? 1 : 0));
        }
        return bytes.putLong(ledger.newest().observedAt())
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
        if (format != POINTS && format != SPANS) {
            throw new SerializationException("A ledger of format " + format + " was stored, expected " + POINTS + " or "
                    + SPANS + ": it was written by another version of this program");
        }
        OptionalLong last = format == SPANS ? OptionalLong.of(bytes.getLong()) : OptionalLong.empty();
        boolean spans = format == SPANS && bytes.get() != 0;
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
        return new Ledger(
                new KeptRow(newest, last.orElse(newest), Bytes.wrap(row)), oldest, count, queuedAt, spans, origin);
    }
}
