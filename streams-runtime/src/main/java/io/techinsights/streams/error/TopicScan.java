package io.techinsights.streams.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed on a topic to an end, and later on from there. To its <em>very</em> end means that the transactions
 * that are open when it is asked are waited for: whoever took a transactional id over has then seen all that was committed
 * under it before, also where the transaction of another producer lies in between.
 */
public final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> committed;
    private final KafkaConsumer<byte[], byte[]> written;

    /**
     * @param consumerConfig of a consumer without a group
     * @throws UnknownTopicOrPartitionException where the topic is not there
     */
    public TopicScan(String topic, Map<String, Object> consumerConfig) {
        committed = consumer(consumerConfig, "read_committed");
        written = consumer(consumerConfig, "read_uncommitted");
        try {
            partitions = committed.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException("Topic " + topic + " is not there");
            }
            committed.assign(partitions);
            committed.seekToBeginning(partitions);
            written.assign(partitions);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> consumerConfig, String isolation) {
        Map<String, Object> config = new HashMap<>(consumerConfig);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.putIfAbsent(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins with what was written from a time on. */
    public void seek(Instant from) {
        Map<TopicPartition, OffsetAndTimestamp> offsets = committed.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> from.toEpochMilli())));
        partitions.forEach(partition -> {
            OffsetAndTimestamp first = offsets.get(partition);
            if (first == null) {
                committed.seekToEnd(List.of(partition));
            } else {
                committed.seek(partition, first.offset());
            }
        });
    }

    /** Begins with these offsets; partitions that are not named are not read. */
    public void seek(Map<TopicPartition, Long> offsets) {
        committed.assign(offsets.keySet());
        offsets.forEach(committed::seek);
    }

    /** Reads on to what is committed now. */
    public void toEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(committed.endOffsets(committed.assignment()), each);
    }

    /** Reads on to what is written now, and waits for the transactions that are open. */
    public void toVeryEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(written.endOffsets(committed.assignment()), each);
    }

    private void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long patient = System.nanoTime() + PATIENCE.toNanos();
        while (isBefore(ends)) {
            ConsumerRecords<byte[], byte[]> records = committed.poll(POLL);
            records.forEach(each);
            if (!records.isEmpty()) {
                patient = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > patient) {
                throw new TimeoutException(
                        "Nothing more of " + partitions.get(0).topic() + " could be read for "
                                + PATIENCE.toSeconds() + " seconds, and its end is not reached: a broker is away, or a"
                                + " transaction is open");
            }
        }
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue());
    }

    /** The partitions of the topic. */
    public Collection<TopicPartition> partitions() {
        return partitions;
    }

    @Override
    public void close() {
        committed.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
        written.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
