package io.techinsights.factstore.lifecycle;

import io.techinsights.schemas.fact.FactLifecycle;

/** The one place that says when a row is expired: when it was observed before the cutoff. */
public final class Cutoff {
    private Cutoff() {}

    /** The time before which rows of this lifecycle are expired; the least there is where they never are. */
    public static long of(FactLifecycle lifecycle, long now) {
        return lifecycle instanceof FactLifecycle.TimeToLive ttl
                ? now - ttl.age().toMillis()
                : Long.MIN_VALUE;
    }
}
