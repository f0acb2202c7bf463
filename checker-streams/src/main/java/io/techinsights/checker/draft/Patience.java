package io.techinsights.checker.draft;

import io.techinsights.streams.http.ClientGoneException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** How long work may go on: until its time is up, or nobody waits for it any more. */
final class Patience {
    private final InstantSource clock;
    private final Instant deadline;
    private final BooleanSupplier wanted;

    /**
     * @param wanted whether somebody still waits for the answer
     */
    Patience(InstantSource clock, Duration limit, BooleanSupplier wanted) {
        this.clock = clock;
        this.deadline = clock.instant().plus(limit);
        this.wanted = wanted;
    }

    /**
     * Whether there is time left.
     *
     * @throws ClientGoneException where nobody waits any more
     */
    boolean lasts() {
        if (!wanted.getAsBoolean()) {
            throw new ClientGoneException("nobody waits for the answer");
        }
        return clock.instant().isBefore(deadline);
    }
}
