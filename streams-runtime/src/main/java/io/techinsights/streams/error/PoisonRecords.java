package io.techinsights.streams.error;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what cannot be read to the dead letters, in the transaction that moves past it. What could be read if only the
 * schema registry answered is not given up: the thread fails and tries again from the last commit.
 */
public final class PoisonRecords implements DeserializationExceptionHandler {
    /** Setting: the topic of the dead letters. */
    public static final String TOPIC = "poison.records.topic";

    /** Setting: the exception class (or a base of it) that means "try again". */
    public static final String RETRY_ON = "poison.records.retry.on";

    private static final Logger LOG = LoggerFactory.getLogger(PoisonRecords.class);
    private String topic = "";
    private Class<?> retryOn = Void.class;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = String.valueOf(configs.get(TOPIC));
        if (configs.get(RETRY_ON) instanceof Class<?> type) {
            retryOn = type;
        }
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (retryOn.isInstance(cause)) {
                return Response.fail();
            }
        }
        String reason = DeadLetters.reason(exception);
        LOG.warn("{}-{}@{} goes to the dead letters: {}", record.topic(), record.partition(), record.offset(), reason);
        return Response.resume(List.of(DeadLetters.letter(topic, record, reason, exception)));
    }
}
