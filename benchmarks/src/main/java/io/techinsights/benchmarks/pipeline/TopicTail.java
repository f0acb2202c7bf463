package io.techinsights.benchmarks.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the committed records of a topic from now on, on a thread of its own. */
public final class TopicTail implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final Listener listener;
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "topic-tail");
    private volatile boolean isPositioned;
    private volatile boolean closed;

    /** Is told of each record, on the thread that reads. */
    public interface Listener {
        /**
         * A record was read.
         *
         * @param nanos when it could be read, as {@link System#nanoTime} has it
         */
        void seen(ConsumerRecord<String, byte[]> record, long nanos);
    }

    /**
     * Begins to follow; what is written from when this returns is seen.
     *
     * @throws IllegalStateException where the topic cannot be read
     */
    public TopicTail(String bootstrapServers, String topic, Listener listener) throws InterruptedException {
        this.topic = topic;
        this.listener = listener;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        thread.start();
        positioned.await();
        if (!isPositioned) {
            throw new IllegalStateException(topic + " cannot be read");
        }
    }

    private void follow() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            isPositioned = true;
            positioned.countDown();
            while (!closed) {
                var records = consumer.poll(Duration.ofMillis(20));
                long nanos = System.nanoTime();
                records.forEach(record -> listener.seen(record, nanos));
            }
        } finally {
            positioned.countDown();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
