package io.techinsights.streams.letters;

import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.error.LetterOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

/**
 * What a dead letter says of itself, without its value.
 *
 * @param at when it was written
 * @param timestamp of the record, where it had one
 * @param valueBytes -1 where the record was a tombstone
 * @param leftOut what of the record is missing, where it was too large or gone
 */
public record Letter(
        LetterAddress address,
        Instant at,
        LetterOrigin origin,
        Optional<Long> timestamp,
        Optional<Bytes> key,
        int valueBytes,
        String reason,
        Optional<String> exception,
        Optional<String> leftOut) {

    /** Reads a record of the dead letters of a role; empty where it is no letter. */
    public static Optional<Letter> of(String role, ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        return LetterOrigin.of(headers)
                .map(origin -> new Letter(
                        new LetterAddress(role, record.partition(), record.offset()),
                        Instant.ofEpochMilli(record.timestamp()),
                        origin,
                        text(headers, DeadLetters.TIMESTAMP).flatMap(Letter::time),
                        Optional.ofNullable(record.key()).map(Bytes::wrap),
                        record.value() == null ? -1 : record.value().length,
                        text(headers, DeadLetters.REASON).orElse("no reason was given"),
                        text(headers, DeadLetters.EXCEPTION),
                        text(headers, DeadLetters.LEFT_OUT)));
    }

    static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Optional<Long> time(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(time -> time >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Key and value together, in bytes. */
    public int size() {
        return Math.max(0, valueBytes) + key.map(bytes -> bytes.get().length).orElse(0);
    }

    /** The reason without what is particular to one record, so that those of one kind can be counted. */
    public String kind() {
        return ReasonKind.of(reason);
    }
}
