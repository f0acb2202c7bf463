package io.techinsights.factstore.latest;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.OldestTimes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stored form of a ledger: a format number, the numbers at fixed places, the topic, and the row to the end. Where no
 * row stands for more than one time, that is all (format 1); otherwise until when the newest was observed, and whether
 * others may, follow the format number (2). Where more times than that of the oldest row are known, how far each is from
 * the one before precedes the row, and the format is greater by 4.
 */
final class StoredLedger {
    private static final byte POINTS = 1;
    private static final byte SPANS = 2;
    private static final byte TIMES = 4;
    private static final int FIXED = 1 + 4 * Long.BYTES + Integer.BYTES + Long.BYTES + Short.BYTES;
    private static final int SPAN = Long.BYTES + 1;
    private static final int LONGEST_STEP = 10;

    private StoredLedger() {}

    /**
     * Writes it.
     *
     * @param before bytes to begin with
     */
    static byte[] write(Ledger ledger, byte... before) {
        byte[] topic = ledger.origin().topic().getBytes(StandardCharsets.UTF_8);
        byte[] row = ledger.newest().bytes().get();
        boolean spans = ledger.spans() || !ledger.newest().isPoint();
        byte[] times = steps(ledger.oldest().times());
        ByteBuffer bytes = ByteBuffer.allocate(
                        before.length + FIXED + (spans ? SPAN : 0) + topic.length + times.length + row.length)
                .put(before)
                .put((byte) ((spans ? SPANS : POINTS) + (times.length > 0 ? TIMES : 0)));
        if (spans) {
            bytes.putLong(ledger.newest().lastObservedAt()).put((byte) (ledger.spans() ? 1 : 0));
        }
        return bytes.putLong(ledger.newest().observedAt())
                .putLong(ledger.oldest().first())
                .putLong(ledger.count())
                .putLong(ledger.queuedAt())
                .putInt(ledger.origin().partition())
                .putLong(ledger.origin().offset())
                .putShort((short) topic.length)
                .put(topic)
                .put(times)
                .put(row)
                .array();
    }

    static Ledger read(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        byte first = bytes.get();
        boolean manyTimes = first > TIMES;
        int format = manyTimes ? first - TIMES : first;
        if (format != POINTS && format != SPANS) {
            throw new SerializationException("A ledger of format " + first
                    + " was stored, expected 1, 2, 5 or 6: it was" + " written by another version of this program");
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
        OldestTimes times = manyTimes ? readTimes(oldest, bytes) : OldestTimes.of(oldest);
        byte[] row = new byte[bytes.remaining()];
        bytes.get(row);
        var origin = new Origin(new String(topic, StandardCharsets.UTF_8), partition, offset);
        return new Ledger(
                new KeptRow(newest, last.orElse(newest), Bytes.wrap(row)), times, count, queuedAt, spans, origin);
    }

    /** Where the newest row begins, which goes to the end. */
    static int rowOf(byte[] stored) {
        var bytes = ByteBuffer.wrap(stored);
        byte first = bytes.get();
        boolean spans = first == SPANS || first == SPANS + TIMES;
        bytes.position(FIXED - Short.BYTES + (spans ? SPAN : 0));
        bytes.position(bytes.getShort() + bytes.position());
        int more = first > TIMES ? bytes.get() : 0;
        for (int i = 0; i < more; i++) {
            ByteUtils.readVarlong(bytes);
        }
        return bytes.position();
    }

    /** How many there are after the first, and how far each is from the one before; nothing where there are none. */
    private static byte[] steps(long... times) {
        if (times.length == 1) {
            return new byte[0];
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(1 + (times.length - 1) * LONGEST_STEP).put((byte) (times.length - 1));
        for (int i = 1; i < times.length; i++) {
            ByteUtils.writeVarlong(times[i] - times[i - 1], bytes);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static OldestTimes readTimes(long first, ByteBuffer bytes) {
        long[] times = new long[1 + bytes.get()];
        times[0] = first;
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + ByteUtils.readVarlong(bytes);
        }
        return OldestTimes.of(times);
    }
}
