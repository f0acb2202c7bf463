package io.techinsights.benchmarks.pipeline;

import io.techinsights.schemas.topic.EntityKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Counts the committed records of check-results from now on, and tells when one that is waited for is there. */
final class ResultsTail implements AutoCloseable {
    private static final String TOPIC = "tech-insights.check-results";
    private static final long PATIENCE_SECONDS = 600;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "results-tail");
    private volatile @Nullable Watch watch;
    private volatile boolean closed;

    private record Watch(String key, CountDownLatch seen) {}

    ResultsTail(String bootstrapServers) throws InterruptedException {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        thread.start();
        positioned.await();
    }

    private void follow() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            positioned.countDown();
            while (!closed) {
                consumer.poll(Duration.ofMillis(20)).forEach(record -> seen(record.key()));
            }
        }
    }

    private void seen(String key) {
        counts.computeIfAbsent(EntityKey.parse(key).id(), id -> new LongAdder()).increment();
        Watch now = watch;
        if (now != null && now.key().equals(key)) {
            now.seen().countDown();
        }
    }

    /** Records of this check since the last {@link #reset}. */
    long countOf(String checkId) {
        LongAdder count = counts.get(checkId);
        return count == null ? 0 : count.sum();
    }

    /** All records since the last {@link #reset}. */
    long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Counts from zero. */
    void reset() {
        counts.clear();
    }

    /** Waits until there are so many records of a check. */
    void await(String checkId, long least) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (countOf(checkId) < least) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(countOf(checkId) + " results of " + checkId + ", not " + least);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Begins to look out for the result of an entity and a check. */
    void watch(String entity, String checkId) {
        watch = new Watch(entity + "#" + checkId, new CountDownLatch(1));
    }

    /** Waits for what {@link #watch} looks out for. */
    void awaitWatched() throws InterruptedException, TimeoutException {
        Watch now = watch;
        if (now != null && !now.seen().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("No result " + now.key());
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
