package io.techinsights.standalone.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Compares the clock on the wall, which somebody may set, with the one that only counts. */
final class ClockWatch {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private long lastMillis;
    private long lastNanos;

    /**
     * @param nanos as {@link System#nanoTime} has them
     */
    ClockWatch(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.lastMillis = wall.millis();
        this.lastNanos = nanos.getAsLong();
    }

    /** How far the clock was set ahead since the last look; negative where it was set back. */
    Duration look() {
        long millis = wall.millis();
        long now = nanos.getAsLong();
        Duration leap = Duration.ofMillis(millis - lastMillis).minusNanos(now - lastNanos);
        lastMillis = millis;
        lastNanos = now;
        return leap;
    }
}
