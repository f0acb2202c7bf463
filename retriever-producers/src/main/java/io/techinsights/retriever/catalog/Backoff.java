package io.techinsights.retriever.catalog;

import io.techinsights.retriever.remote.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a request is tried, and how long is waited between: twice as long each time, less a random part so that
 * several instances do not come back at once.
 *
 * @param attempts the first one included
 * @param first the longest wait after the first attempt
 * @param most the longest of all waits; whoever asks for a longer one is not waited for
 */
record Backoff(int attempts, Duration first, Duration most) {
    static final Backoff DEFAULT = new Backoff(5, Duration.ofMillis(500), Duration.ofSeconds(60));

    private static final double LEAST = 0.5;

    /** What to wait after this attempt, from 1, where the server said nothing. */
    Duration after(int attempt) {
        double longest = Math.min((double) first.toMillis() * Math.pow(2, attempt - 1.0), (double) most.toMillis());
        return Duration.ofMillis((long) (longest * ThreadLocalRandom.current().nextDouble(LEAST, 1)));
    }

    /** What a {@code Retry-After} asks for, in seconds or as a date; nothing where there is none that can be read. */
    static Optional<Duration> asked(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Retry-After").flatMap(text -> RetryAfter.of(text, clock));
    }
}
