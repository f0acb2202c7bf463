package io.techinsights.faults.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what is to come about, in bounded time. */
public final class Waiting {
    private static final long LOOK_MILLIS = 100;

    private Waiting() {}

    /** Looks again and again; false where it has not come about in time. */
    public static boolean until(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /**
     * As {@link #until}, where nothing makes sense without it.
     *
     * @throws IllegalStateException where it has not come about in time
     */
    public static void require(String what, Duration atMost, BooleanSupplier condition) throws InterruptedException {
        if (!until(atMost, condition)) {
            throw new IllegalStateException(what + ": not within " + atMost.toSeconds() + " s");
        }
    }
}
