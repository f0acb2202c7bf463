package io.techinsights.benchmarks.latency;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long things took from when they were due. Safe for use by many threads. */
final class Times {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final double NANOS = 1e6;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);

    /** One more; what took longer than ten minutes took ten. */
    synchronized void record(long dueNanos, long doneNanos) {
        nanos.recordValue(Math.min(LONGEST_NANOS, Math.max(0, doneNanos - dueNanos)));
    }

    synchronized long count() {
        return nanos.getTotalCount();
    }

    /** So many of a hundred took no longer than this. */
    synchronized double percentileMillis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS;
    }

    synchronized double maxMillis() {
        return nanos.getMaxValue() / NANOS;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d, p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms, max %.0f ms",
                count(),
                percentileMillis(50),
                percentileMillis(99),
                percentileMillis(99.9),
                maxMillis());
    }
}
