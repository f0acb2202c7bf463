package io.techinsights.standalone.cli;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets something run until the process is told to end. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
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
        stopped.await();
    }
}
