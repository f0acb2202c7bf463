package io.techinsights.benchmarks.scale;

import io.techinsights.schemas.avro.CheckResult;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Facts that have a result, told apart by their position on their topic: one that is judged again counts once. */
final class JudgedFacts {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Map<Integer, BitSet> offsets = new HashMap<>();
    private long count;
    private long newestNanos;

    /**
     * A result was read.
     *
     * @param nanos when
     */
    synchronized void seen(CheckResult result, long nanos) {
        result.getSources().forEach(source -> {
            BitSet seen = offsets.computeIfAbsent(source.getPartition(), partition -> new BitSet());
            int offset = Math.toIntExact(source.getOffset());
            if (!seen.get(offset)) {
                seen.set(offset);
                count++;
                newestNanos = nanos;
            }
        });
        notifyAll();
    }

    /** Waits until so many facts have a result; when the last of them was read. */
    synchronized long await(long facts) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (count < facts) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(count + " of " + facts + " facts have a result");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return newestNanos;
    }
}
