package io.techinsights.factstore.history;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;

/**
 * Identifies a row. Its bytes sort by entity, then retriever, then time with the newest first: entity, a zero byte,
 * retriever, a zero byte, and the time in eight bytes with all but the sign turned round. A zero byte occurs in neither
 * text, so no key reaches into the rows of another.
 *
 * @param owner the entity and the retriever
 * @param observedAt in epoch milliseconds
 */
public record HistoryKey(EntityKey owner, long observedAt) {
    private static final byte SEPARATOR = 0;

    /** As the store has it. */
    public Bytes stored() {
        return Bytes.wrap(bytes());
    }

    byte[] bytes() {
        byte[] entity = owner.entity().toString().getBytes(StandardCharsets.UTF_8);
        byte[] retriever = owner.id().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(entity.length + 1 + retriever.length + 1 + Long.BYTES)
                .put(entity)
                .put(SEPARATOR)
                .put(retriever)
                .put(SEPARATOR)
                .putLong(observedAt ^ Long.MAX_VALUE)
                .array();
    }

    /** The time that a key ends with. */
    static long timeOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes, bytes.length - Long.BYTES, Long.BYTES).getLong() ^ Long.MAX_VALUE;
    }

    /** Reads what the store has. */
    public static HistoryKey of(byte[] bytes) {
        int end = bytes.length - Long.BYTES - 1;
        int separator = 0;
        while (separator < end && bytes[separator] != SEPARATOR) {
            separator++;
        }
        if (separator >= end || bytes[end] != SEPARATOR) {
            throw new SerializationException(
                    "Not a history key: expected entity, 0, retriever, 0 and eight bytes of time, got " + bytes.length
                            + " bytes");
        }
        var entity = EntityRef.parse(new String(bytes, 0, separator, StandardCharsets.UTF_8));
        var retriever = new String(bytes, separator + 1, end - separator - 1, StandardCharsets.UTF_8);
        return new HistoryKey(new EntityKey(entity, retriever), timeOf(bytes));
    }
}
