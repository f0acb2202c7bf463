package io.techinsights.streams.error;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Fetches single records by where they lie; quick where they are asked for in order. */
public final class SourceRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> consumerConfig;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param consumerConfig of a consumer without a group
     */
    public SourceRecords(Map<String, Object> consumerConfig) {
        this.consumerConfig = new HashMap<>(consumerConfig);
        this.consumerConfig.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumerConfig.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** The record at this place; empty where it is not there, or not any more. */
    public Optional<ConsumerRecord<byte[], byte[]>> find(LetterOrigin place) {
        KafkaConsumer<byte[], byte[]> open = open();
        if (place.partition() >= partitions(open, place.topic())) {
            return Optional.empty();
        }
        if (!isAhead(open, place)) {
            fetched.clear();
            open.assign(List.of(place.topicPartition()));
            open.seek(place.topicPartition(), place.offset());
        }
        fetched.removeIf(record -> record.offset() < place.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (fetched.isEmpty() && isBehind(open, place)) {
            open.poll(POLL).forEach(record -> {
                if (record.offset() >= place.offset()) {
                    fetched.addLast(record);
                }
            });
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(place + " could not be read for " + PATIENCE.toSeconds() + " seconds");
            }
        }
        return Optional.ofNullable(fetched.peekFirst()).filter(record -> record.offset() == place.offset());
    }

    private int partitions(KafkaConsumer<byte[], byte[]> open, String topic) {
        return partitions.computeIfAbsent(
                topic, name -> open.partitionsFor(name).size());
    }

    private static boolean isBehind(KafkaConsumer<byte[], byte[]> open, LetterOrigin place) {
        TopicPartition partition = place.topicPartition();
        return open.position(partition) <= place.offset()
                && place.offset() < open.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Whether reading on leads there, and not too far. */
    private boolean isAhead(KafkaConsumer<byte[], byte[]> open, LetterOrigin place) {
        TopicPartition partition = place.topicPartition();
        if (!open.assignment().contains(partition)) {
            return false;
        }
        long next = fetched.isEmpty()
                ? open.position(partition)
                : fetched.getFirst().offset();
        return next <= place.offset() && place.offset() < open.position(partition) + 1;
    }

    private KafkaConsumer<byte[], byte[]> open() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(consumerConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
            consumer = null;
        }
        fetched.clear();
    }
}
