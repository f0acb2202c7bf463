package io.techinsights.streams.http;

import java.time.Duration;

/** Holds a question back until what it builds on has been taken in. */
@FunctionalInterface
public interface Barrier {
    /**
     * Waits.
     *
     * @param position the token that the question came with
     * @throws IllegalArgumentException where it is none
     * @throws io.techinsights.streams.query.UnavailableException where that takes longer
     */
    void await(String position, Duration patience);
}
