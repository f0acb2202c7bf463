package io.techinsights.benchmarks.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What came on a topic, and when.
 *
 * @param records so many
 * @param firstNanos when the first was seen, as {@link System#nanoTime} has it
 * @param lastNanos when the last was
 */
record Arrivals(long records, long firstNanos, long lastNanos) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Waits for so many committed records. */
    static Arrivals await(String brokers, String topic, int expected) throws TimeoutException {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long first = 0;
            long records = 0;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (records < expected) {
                Iterable<ConsumerRecord<byte[], byte[]>> some = consumer.poll(Duration.ofMillis(50));
                for (ConsumerRecord<byte[], byte[]> record : some) {
                    records += record.value() == null ? 0 : 1;
                }
                first = first == 0 && records > 0 ? System.nanoTime() : first;
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(
                            records + " of " + expected + " records came on " + topic + " in " + PATIENCE);
                }
            }
            return new Arrivals(records, first, System.nanoTime());
        }
    }

    double perSecondSince(long nanos) {
        return records * (double) TimeUnit.SECONDS.toNanos(1) / (lastNanos - nanos);
    }
}
