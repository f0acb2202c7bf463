package io.techinsights.streams.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * For how long a process may take itself for the owner of its partitions without being told so: a process that stood still, or
 * was cut off, learns late that its group gave them to another one.
 */
final class Lease {
    private final long nanosValid;
    private final LongSupplier nanos;
    private volatile long confirmed;

    /**
     * @param valid shorter than it takes a group to give up a member that is not heard of
     * @param nanos as {@link System#nanoTime} has them
     */
    Lease(Duration valid, LongSupplier nanos) {
        this.nanosValid = valid.toNanos();
        this.nanos = nanos;
        this.confirmed = nanos.getAsLong();
    }

    /** The time, for {@link #confirm}. */
    long now() {
        return nanos.getAsLong();
    }

    /** The group was asked at this time, and confirmed that the process is a member. */
    void confirm(long askedAt) {
        confirmed = askedAt;
    }

    /** How long ago it was confirmed; empty while that is enough. */
    Optional<Duration> expired() {
        long age = nanos.getAsLong() - confirmed;
        return age <= nanosValid ? Optional.empty() : Optional.of(Duration.ofNanos(age));
    }
}
