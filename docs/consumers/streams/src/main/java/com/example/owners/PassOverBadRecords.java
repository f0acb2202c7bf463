package com.example.owners;

import io.techinsights.schemas.registry.RegistryException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Goes on where a record cannot be read; Kafka Streams names it in the log. While the registry is away no record is bad: the app
 * ends instead, and reads it again at its next start.
 */
public final class PassOverBadRecords implements DeserializationExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RegistryException.Unavailable ? Response.fail() : Response.resume();
    }
}
