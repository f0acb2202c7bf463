package io.techinsights.retriever.declarative;

import io.techinsights.retriever.remote.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Says when a request is worth sending again: after a 429, a 5xx, and a 403 that says when (as GitHub's limits do). The
 * pauses double and are jittered; what the answer asks for is kept to.
 *
 * @param attempts in all, the first one included
 */
record Retry(int attempts, Duration first, InstantSource clock, RandomGenerator random) {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Whether this status is one that passes. */
    static boolean isPassing(int status, boolean saysWhen) {
        return status == 429 || status >= 500 || (status == 403 && saysWhen);
    }

    /**
     * The pause before the next attempt; empty where there is none.
     *
     * @param attempt that failed, from 1
     * @param retryAfter the header of this name: seconds, or a date
     */
    Optional<Duration> pause(int attempt, Optional<String> retryAfter) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, 16));
        long most = Math.min(doubled.toMillis(), LONGEST.toMillis());
        Duration jittered = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
        return Optional.of(retryAfter
                .flatMap(text -> RetryAfter.of(text, clock))
                .orElse(Duration.ZERO)
                .plus(jittered));
    }
}
