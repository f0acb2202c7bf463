package io.techinsights.factstore.lifecycle;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A place in the expiry queue. Its bytes sort by retriever, then time with the oldest first, then entity: what is due of
 * one retriever, whatever its time-to-live is by now, is one range.
 *
 * @param queuedAt in epoch milliseconds
 * @param entity a reference; empty for the first place of a time
 */
public record ExpiryKey(String retriever, long queuedAt, String entity) {
    private static final byte SEPARATOR = 0;

    static ExpiryKey of(EntityKey owner, long queuedAt) {
        return new ExpiryKey(owner.id(), queuedAt, owner.entity().toString());
    }

    /** The first place of a time: it is behind every earlier one, and nobody's. */
    public static ExpiryKey first(String retriever, long time) {
        return new ExpiryKey(retriever, time, "");
    }

    /** Whose place it is. */
    public EntityKey owner() {
        return new EntityKey(EntityRef.parse(entity), retriever);
    }

    static Serde<ExpiryKey> serde() {
        return Serdes.serdeFrom(
                (topic, key) -> key == null ? null : key.bytes(), (topic, bytes) -> bytes == null ? null : of(bytes));
    }

    byte[] bytes() {
        byte[] first = retriever.getBytes(StandardCharsets.UTF_8);
        byte[] last = entity.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(first.length + 1 + Long.BYTES + last.length)
                .put(first)
                .put(SEPARATOR)
                .putLong(queuedAt ^ Long.MIN_VALUE)
                .put(last)
                .array();
    }

    static ExpiryKey of(byte[] bytes) {
        int separator = 0;
        while (separator < bytes.length && bytes[separator] != SEPARATOR) {
            separator++;
        }
        int entity = separator + 1 + Long.BYTES;
        if (entity > bytes.length) {
            throw new SerializationException("Not an expiry key: expected retriever, 0, eight bytes of time and entity,"
                    + " got " + bytes.length + " bytes");
        }
        return new ExpiryKey(
                new String(bytes, 0, separator, StandardCharsets.UTF_8),
                ByteBuffer.wrap(bytes, separator + 1, Long.BYTES).getLong() ^ Long.MIN_VALUE,
                new String(bytes, entity, bytes.length - entity, StandardCharsets.UTF_8));
    }
}
