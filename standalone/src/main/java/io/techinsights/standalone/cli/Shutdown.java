package io.techinsights.standalone.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets something run until the process is told to end, or the clock is set back: Kafka's clients wait by it, and would stand
 * still for as long as it was set back. What runs then ends at once, as if it were killed, which loses nothing, to be started
 * again.
 */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration SET_BACK = Duration.ofMinutes(-1);
    private static final long LOOK_MILLIS = 500;

    /** The exit code of a process that is to be started again: EX_TEMPFAIL. */
    private static final int START_AGAIN = 75;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param running is closed when the process is told to end
     */
    Shutdown(AutoCloseable running) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "shutdown"));
    }

    private void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) {
            LOG.warn("It did not stop cleanly", e);
        } finally {
            stopped.countDown();
        }
    }

    /** Returns when it is closed. */
    void await() throws InterruptedException {
        var clock = new ClockWatch(InstantSource.system(), System::nanoTime);
        while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Duration leap = clock.look();
            if (leap.compareTo(SET_BACK) < 0) {
                LOG.error(
                        "The clock was set back by {}: Kafka's clients would stand still for as long, so this process ends;"
                                + " start it again",
                        leap.abs());
                Runtime.getRuntime().halt(START_AGAIN);
            }
        }
    }
}
