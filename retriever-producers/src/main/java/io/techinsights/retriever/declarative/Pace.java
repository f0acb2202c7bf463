package io.techinsights.retriever.declarative;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time as it passes: how much of it went by, and waiting for it. */
interface Pace {
    /** The machine's. */
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    };

    /** A time to compare with others of it. */
    long nanos();

    /** Waits. */
    void pause(Duration duration) throws InterruptedException;
}
