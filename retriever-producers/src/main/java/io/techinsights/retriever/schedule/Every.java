package io.techinsights.retriever.schedule;

import java.time.Duration;
import java.time.Instant;

/** Every so long, from the start of one run to the start of the next. */
record Every(Duration interval) implements Cadence {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    Every {
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("is " + interval + ", expected at least " + SHORTEST);
        }
    }

    @Override
    public Instant next(Instant after) {
        return after.plus(interval);
    }

    @Override
    public String text() {
        return interval.toString();
    }
}
