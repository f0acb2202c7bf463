package io.techinsights.streams.error;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter says of itself. Its key and value are the bytes as they came; these headers say from where and why.
 */
public final class DeadLetters {
    /** What the names of all these headers begin with. */
    public static final String PREFIX = "dead-letter.";

    /**
     * The largest letter that producers and topics are set to take, which is more than any topic of records: a record that
     * came in has to fit when it is a letter.
     */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    public static final String REASON = "dead-letter.reason";
    public static final String EXCEPTION = "dead-letter.exception";
    public static final String TOPIC = "dead-letter.topic";
    public static final String PARTITION = "dead-letter.partition";
    public static final String OFFSET = "dead-letter.offset";
    public static final String TIMESTAMP = "dead-letter.timestamp";

    /** How much of a value was left out, where it was; such a letter cannot be replayed. */
    public static final String LEFT_OUT = "dead-letter.left-out";

    /** Of a record that is no letter but a mark: the address of the letter that was replayed. */
    public static final String REPLAYED = "dead-letter.replayed";

    /** Of a mark: the origin of the letter, of which other roles may have letters too. */
    public static final String REPLAYED_ORIGIN = "dead-letter.replayed-origin";

    private DeadLetters() {}

    /**
     * The original headers with those of a dead letter.
     *
     * @param reason what was wrong and what was expected
     * @param exception what was thrown, where anything was
     */
    public static Headers headers(
            Headers original,
            String reason,
            @Nullable Throwable exception,
            String topic,
            int partition,
            long offset,
            long timestamp) {
        return headers(
                original,
                new Why(reason, exception == null ? null : exception.getClass().getName()),
                new LetterOrigin(topic, partition, offset),
                timestamp);
    }

    /**
     * Why a record became a letter.
     *
     * @param exception the name of the class of what was thrown, where anything was
     */
    record Why(String reason, @Nullable String exception) {}

    private static Headers headers(Headers original, Why why, LetterOrigin origin, long timestamp) {
        var headers = new RecordHeaders(original);
        put(headers, REASON, why.reason());
        if (why.exception() != null) {
            put(headers, EXCEPTION, why.exception());
        }
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        put(headers, TIMESTAMP, Long.toString(timestamp));
        return headers;
    }

    /**
     * A record that could not be read, on its way to the dead letters. It is dated now: of an old one the retention of the
     * dead letters would leave nothing.
     */
    public static ProducerRecord<byte[], byte[]> letter(
            String topic, ConsumerRecord<byte[], byte[]> record, String reason, Exception error) {
        return letter(topic, record, new Why(reason, error.getClass().getName()));
    }

    static ProducerRecord<byte[], byte[]> letter(String topic, ConsumerRecord<byte[], byte[]> record, Why why) {
        Headers headers = headers(record.headers(), why, LetterOrigin.of(record), record.timestamp());
        byte[] value = valueOf(record.key(), record.value(), headers);
        return new ProducerRecord<>(topic, null, null, record.key(), value, headers);
    }

    /**
     * The value that a letter with this key and these headers carries: none where nothing would take it, which the headers then
     * say.
     */
    public static byte @Nullable [] valueOf(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (value == null || size(key, headers) + value.length <= MAX_BYTES) {
            return value;
        }
        put(headers, LEFT_OUT, "a value of " + value.length + " bytes");
        return null;
    }

    /** What key and headers take on the wire, about: each header has two lengths, a record some fields more. */
    private static long size(byte @Nullable [] key, Headers headers) {
        long size = 1024L + (key == null ? 0 : key.length);
        for (Header header : headers) {
            byte[] value = header.value();
            size += 10 + 3L * header.key().length() + (value == null ? 0 : value.length);
        }
        return size;
    }

    /** A letter that is larger than anything takes, without its value. */
    static ProducerRecord<byte[], byte[]> withoutValue(ProducerRecord<byte[], byte[]> letter, String what) {
        var headers = new RecordHeaders(letter.headers());
        put(headers, LEFT_OUT, what);
        return new ProducerRecord<>(letter.topic(), null, null, letter.key(), null, headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The message of an exception with those of its causes: the reason that a person can use. */
    public static String reason(Throwable error) {
        var reason = new StringBuilder(String.valueOf(error.getMessage()));
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && reason.indexOf(cause.getMessage()) < 0) {
                reason.append(": ").append(cause.getMessage());
            }
        }
        return reason.toString();
    }
}
