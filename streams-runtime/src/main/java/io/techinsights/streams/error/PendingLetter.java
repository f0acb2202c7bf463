package io.techinsights.streams.error;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to become a letter.
 *
 * @param record null where so many are waiting that its bytes are fetched again when it is its turn
 */
record PendingLetter(
        LetterOrigin origin, DeadLetters.Why why, @Nullable ConsumerRecord<byte[], byte[]> record) {
    static PendingLetter of(ConsumerRecord<byte[], byte[]> record, Exception error) {
        var why =
                new DeadLetters.Why(DeadLetters.reason(error), error.getClass().getName());
        return new PendingLetter(LetterOrigin.of(record), why, record);
    }

    PendingLetter withoutBytes() {
        return new PendingLetter(origin, why, null);
    }

    long bytes() {
        return record == null
                ? 0
                : Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }
}
