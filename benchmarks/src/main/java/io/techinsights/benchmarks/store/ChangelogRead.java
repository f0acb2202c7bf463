package io.techinsights.benchmarks.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Changelogs read to their ends by a consumer that does nothing with what it reads.
 *
 * @param records that were read
 * @param nanos that it took
 */
record ChangelogRead(long records, long nanos) {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /**
     * Reads partitions from their beginnings. The connections are made before the clock runs.
     *
     * @param ends the offset that each partition is read up to
     */
    static ChangelogRead of(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) throws TimeoutException {
        consumer.assign(ends.keySet());
        consumer.beginningOffsets(ends.keySet());
        long begin = System.nanoTime();
        consumer.seekToBeginning(ends.keySet());
        Set<TopicPartition> left = new HashSet<>(ends.keySet());
        long records = 0;
        while (!left.isEmpty()) {
            records += consumer.poll(WAIT).count();
            left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new TimeoutException("The ends of " + left + " were not reached");
            }
        }
        return new ChangelogRead(records, System.nanoTime() - begin);
    }
}
