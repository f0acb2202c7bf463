package io.techinsights.benchmarks.pipeline;

import io.techinsights.schemas.topic.EntityKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the committed records of check-results from now on, and tells when one that is waited for is there. */
final class ResultsTail implements AutoCloseable {
    private static final String TOPIC = "tech-insights.check-results";
    private static final long PATIENCE_SECONDS = 600;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final TopicTail tail;
    private volatile @Nullable Watch watch;

    private record Watch(String key, CountDownLatch seen) {}

    ResultsTail(String bootstrapServers) throws InterruptedException {
        tail = new TopicTail(bootstrapServers, TOPIC, (record, nanos) -> seen(record.key()));
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
        tail.close();
    }
}
