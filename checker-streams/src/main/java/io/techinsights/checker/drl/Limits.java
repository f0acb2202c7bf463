package io.techinsights.checker.drl;

import java.time.Duration;

/**
 * How much one check may do at one entity.
 *
 * @param firings of rules
 * @param time of the processor; by the clock it may take {@value #PATIENCE} times as long, since a busy machine is not its fault
 * @param stuckThreads how many threads may be lost to checks that cannot be ended before none is run any more
 */
record Limits(int firings, Duration time, int stuckThreads) {
    static final int PATIENCE = 10;
    static final Limits DEFAULT = new Limits(1_000, Duration.ofSeconds(1), 8);

    /** The time for a message. */
    String timeText() {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
