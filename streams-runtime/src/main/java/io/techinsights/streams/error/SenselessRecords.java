package io.techinsights.streams.error;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what can be read but makes no sense to the dead letters that {@link PoisonRecords#TOPIC} names, in the transaction
 * that moves past it. Only a {@link BadRecordException} says so; whatever else a step throws is not given up.
 */
public final class SenselessRecords implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SenselessRecords.class);
    private String topic = "";

    @Override
    public void configure(Map<String, ?> configs) {
        topic = String.valueOf(configs.get(PoisonRecords.TOPIC));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof BadRecordException bad)) {
            return Response.fail();
        }
        String reason = DeadLetters.reason(bad);
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                reason);
        Exception cause = bad.getCause() instanceof Exception thrown ? thrown : bad;
        return Response.resume(List.of(DeadLetters.letter(topic, source(context), reason, cause)));
    }

    /** The record as it came, from what the context keeps of it. */
    private static ConsumerRecord<byte[], byte[]> source(ErrorHandlerContext context) {
        Headers headers = context.headers() == null ? new RecordHeaders() : context.headers();
        return new ConsumerRecord<>(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers,
                java.util.Optional.empty());
    }
}
