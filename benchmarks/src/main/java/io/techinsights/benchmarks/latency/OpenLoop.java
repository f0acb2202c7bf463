package io.techinsights.benchmarks.latency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does one thing after another at a fixed pace. What is late is done as soon as it can be, and none is left out: each is told
 * when it was due, so that a time from then on holds what it waited for those before it.
 */
final class OpenLoop {
    /** What is due sooner is waited for no shorter, or most of a core went into waking up. */
    private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Time time;
    private final double perSecond;
    private final long beginNanos;
    private volatile long endNanos = Long.MAX_VALUE;
    private volatile long mostBehindNanos;

    /** The clock, and how to wait by it. */
    interface Time {
        Time SYSTEM = new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(long nanos) {
                LockSupport.parkNanos(nanos);
            }
        };

        /** As {@link System#nanoTime} has it. */
        long nanos();

        /** Waits for about so long. */
        void pause(long nanos);
    }

    /** What is to be done. */
    interface Step {
        /**
         * Takes one step.
         *
         * @param number counts from 0
         * @param dueNanos when it was due, on the clock of the loop
         */
        void take(long number, long dueNanos);
    }

    /** The first step is due now. */
    OpenLoop(Time time, double perSecond) {
        this.time = time;
        this.perSecond = perSecond;
        this.beginNanos = time.nanos();
    }

    long beginNanos() {
        return beginNanos;
    }

    private long dueNanos(long number) {
        return beginNanos + (long) (number * TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /**
     * Takes every step that is due before the end.
     *
     * @return how many
     * @throws IllegalStateException where the last of them is more than a second late: the pace was not kept
     */
    long run(Step step) {
        long number = 0;
        long behind = 0;
        for (long due = dueNanos(0); due < endNanos; due = dueNanos(number)) {
            long wait = due - time.nanos();
            if (wait > 0) {
                time.pause(Math.max(wait, LEAST_WAIT_NANOS));
                continue;
            }
            behind = -wait;
            mostBehindNanos = Math.max(mostBehindNanos, behind);
            step.take(number, due);
            number++;
        }
        if (behind > PATIENCE_NANOS) {
            throw new IllegalStateException(String.format(
                    "The pace of %,.0f/s was not kept: the last of %,d was %.1f s late",
                    perSecond, number, behind / 1e9));
        }
        return number;
    }

    /** What is due from now on is not done any more. */
    void end() {
        endNanos = time.nanos();
    }

    /** How late a step began at the most. */
    long mostBehindNanos() {
        return mostBehindNanos;
    }
}
