package io.techinsights.factstore.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time it is for what expires. A clock that leaps ahead would delete at once what should be kept for long, and a clock that
 * is wrong is mostly set right soon: so a leap is believed only once it has lasted.
 */
final class TrustedClock {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedClock.class);
    private static final long LEAP_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long DOUBT_MILLIS = Duration.ofMinutes(15).toMillis();

    private final LongSupplier nanos;
    private long trustedMillis;
    private long trustedNanos;
    private boolean doubting;

    /**
     * @param millis of the clock on the wall
     * @param nanos as {@link System#nanoTime} has them
     */
    TrustedClock(long millis, LongSupplier nanos) {
        this.nanos = nanos;
        trust(millis);
    }

    private void trust(long millis) {
        trustedMillis = millis;
        trustedNanos = nanos.getAsLong();
        doubting = false;
    }

    /** The time of the clock on the wall, or, while that is doubted, what it would be had it not leapt. */
    long millis(long wall) {
        long passed = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - trustedNanos);
        long expected = trustedMillis + passed;
        if (wall - expected < LEAP_MILLIS || passed >= DOUBT_MILLIS) {
            trust(wall);
            return wall;
        }
        if (!doubting) {
            doubting = true;
            LOG.warn(
                    "The clock leapt {} ahead: nothing expires by it for {}, in case it is set back",
                    Duration.ofMillis(wall - expected),
                    Duration.ofMillis(DOUBT_MILLIS));
        }
        return expected;
    }
}
