package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.pipeline.TopicTail;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the committed records of latest-facts from now on: counts tombstones, and notes when what is probed appears. */
final class LatestTail implements AutoCloseable {
    private final String probed;
    private final AtomicLong tombstones = new AtomicLong();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final TopicTail tail;

    /**
     * @param retriever the one whose facts are probes
     */
    LatestTail(StoreUnderLoad store, String retriever) throws InterruptedException {
        probed = "#" + retriever;
        tail = new TopicTail(
                store.kafka().bootstrapServers(), store.topics().latestFacts().name(), this::take);
    }

    private void take(ConsumerRecord<String, byte[]> record, long nanos) {
        if (record.value() == null) {
            tombstones.incrementAndGet();
        } else if (record.key().endsWith(probed)) {
            seen.put(record.key().substring(0, record.key().length() - probed.length()), nanos);
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
        tail.close();
    }
}
