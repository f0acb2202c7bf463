package io.techinsights.streams.error;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter says of itself. Its key and value are the bytes as they came; these headers say from where and why.
 */
public final class DeadLetters {
    public static final String REASON = "dead-letter.reason";
    public static final String EXCEPTION = "dead-letter.exception";
    public static final String TOPIC = "dead-letter.topic";
    public static final String PARTITION = "dead-letter.partition";
    public static final String OFFSET = "dead-letter.offset";
    public static final String TIMESTAMP = "dead-letter.timestamp";

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
        var headers = new RecordHeaders(original);
        put(headers, REASON, reason);
        if (exception != null) {
            put(headers, EXCEPTION, exception.getClass().getName());
        }
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
        put(headers, TIMESTAMP, Long.toString(timestamp));
        return headers;
    }

    /**
     * A record that could not be read, on its way to the dead letters. It is dated now: of an old one the retention of the
     * dead letters would leave nothing.
     */
    public static ProducerRecord<byte[], byte[]> letter(
            String topic, ConsumerRecord<byte[], byte[]> record, String reason, Exception error) {
        Headers headers = headers(
                record.headers(),
                reason,
                error,
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp());
        return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers);
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
