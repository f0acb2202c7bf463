package io.techinsights.schemas.fact;

import java.time.Duration;

/** How long the rows of a retriever are kept. */
public sealed interface FactLifecycle {
    /** Every row, for ever. */
    record Keep() implements FactLifecycle {}

    /** A row until it is this old, by the clock on the wall. */
    record TimeToLive(Duration age) implements FactLifecycle {
        public TimeToLive {
            if (age.isNegative() || age.isZero()) {
                throw new IllegalArgumentException("timeToLive must be more than nothing, but is " + age);
            }
        }
    }

    /** The newest so many rows of each entity. */
    record MaxItems(int count) implements FactLifecycle {
        public MaxItems {
            if (count < 1) {
                throw new IllegalArgumentException("maxItems must be 1 or more, but is " + count);
            }
        }
    }
}
