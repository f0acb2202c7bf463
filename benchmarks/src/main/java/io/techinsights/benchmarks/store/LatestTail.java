package io.techinsights.benchmarks.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the committed records of latest-facts from now on: counts tombstones, and notes when what is probed appears. */
final class LatestTail implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final String probed;
    private final AtomicLong tombstones = new AtomicLong();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "latest-tail");
    private volatile boolean closed;

    /**
     * @param retriever the one whose facts are probes
     */
    LatestTail(StoreUnderLoad store, String retriever) throws InterruptedException {
        topic = store.topics().latestFacts().name();
        probed = "#" + retriever;
        consumer = new KafkaConsumer<>(store.kafka().consumer(), new StringDeserializer(), new ByteArrayDeserializer());
        thread.start();
        positioned.await();
    }

    private void follow() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            positioned.countDown();
            while (!closed) {
                consumer.poll(Duration.ofMillis(20)).forEach(this::take);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            tombstones.incrementAndGet();
        } else if (record.key().endsWith(probed)) {
            seen.put(record.key().substring(0, record.key().length() - probed.length()), System.nanoTime());
        }
    }

    long tombstones() {
        return tombstones.get();
    }

    /** When the probe of each entity was seen, on the clock of {@link System#nanoTime}. */
    Map<String, Long> seen() {
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
