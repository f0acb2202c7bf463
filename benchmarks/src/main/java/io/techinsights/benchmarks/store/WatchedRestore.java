package io.techinsights.benchmarks.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Watches an app bring its stores back from their changelogs, from the first that begins until the app runs. */
final class WatchedRestore implements StateRestoreListener {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LOOK_MILLIS = 2;

    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private final AtomicLong begunNanos = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    /** Where each changelog partition that holds something ended. */
    Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Records of all changelogs that were restored. */
    long records() {
        return records.get();
    }

    /** Waits until the app runs and lags behind none of its changelogs; the nanoseconds that this took. */
    long awaitRunning(KafkaStreams app) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (begunNanos.get() == 0 || app.state() != KafkaStreams.State.RUNNING || isBehind(app)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The app is " + app.state() + " with " + records() + " records restored");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return System.nanoTime() - begunNanos.get();
    }

    private static boolean isBehind(KafkaStreams app) {
        return app.allLocalStorePartitionLags().values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .anyMatch(lag -> lag.offsetLag() > 0);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long end) {
        begunNanos.compareAndSet(0, System.nanoTime());
        if (end > 0) {
            ends.put(partition, end);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long batch) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        records.addAndGet(restored);
    }
}
