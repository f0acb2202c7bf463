package io.techinsights.retriever.declarative;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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
        return Optional.of(retryAfter.flatMap(this::asked).orElse(Duration.ZERO).plus(jittered));
    }

    private Optional<Duration> asked(String header) {
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration pause = Duration.between(clock.instant(), until);
            return pause.isNegative() ? Optional.empty() : Optional.of(pause);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
