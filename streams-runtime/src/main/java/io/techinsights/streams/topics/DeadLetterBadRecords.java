package io.techinsights.streams.topics;

import io.techinsights.streams.error.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a view cannot read to the dead letters of its role. */
public final class DeadLetterBadRecords implements CompactedView.BadRecords {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBadRecords.class);
    private final Producer<byte[], byte[]> producer;
    private final String deadLetters;

    public DeadLetterBadRecords(Producer<byte[], byte[]> producer, String deadLetters) {
        this.producer = producer;
        this.deadLetters = deadLetters;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, Exception error) {
        String reason = DeadLetters.reason(error);
        LOG.warn("{}-{}@{} goes to the dead letters: {}", record.topic(), record.partition(), record.offset(), reason);
        producer.send(DeadLetters.letter(deadLetters, record, reason, error), (at, e) -> {
            if (e != null) {
                LOG.error("A dead letter of {} could not be written", record.topic(), e);
            }
        });
    }
}
