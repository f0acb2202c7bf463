package io.techinsights.checker.draft;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the partitions of one topic, one at a time, from their beginning to the end they had when this was opened. */
final class TopicCursor implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;
    private TopicPartition at;

    /**
     * @param config of a consumer without a group
     */
    TopicCursor(Map<String, Object> config, String topic, int partitions) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        boolean opened = false;
        try {
            consumer.assign(all);
            this.beginnings = consumer.beginningOffsets(all);
            this.ends = consumer.endOffsets(all);
            opened = true;
        } finally {
            if (!opened) {
                consumer.close();
            }
        }
        this.at = new TopicPartition(topic, 0);
    }

    /** How many records there are, about. */
    long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /** Goes to the beginning of a partition. */
    void start(int partition) {
        at = new TopicPartition(topic, partition);
        consumer.assign(List.of(at));
        consumer.seek(at, beginnings.getOrDefault(at, 0L));
    }

    /** Whether all of the partition was read. */
    boolean isAtEnd() {
        return consumer.position(at) >= ends.getOrDefault(at, 0L);
    }

    /**
     * Reads on, and waits a moment where there is nothing yet.
     *
     * @return how many records were passed
     */
    long poll(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        long end = ends.getOrDefault(at, 0L);
        long before = consumer.position(at);
        consumer.poll(POLL).forEach(record -> {
            if (record.offset() < end) {
                records.accept(record);
            }
        });
        return Math.min(consumer.position(at), end) - before;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
