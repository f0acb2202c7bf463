package io.techinsights.retriever.declarative;

import io.techinsights.streams.config.Section;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Lets so many requests begin within any stretch of time that long, and the others wait for their turn. */
final class RateLimit {
    private static final int MAX_REQUESTS = 100_000;

    private final int requests;
    private final long perNanos;
    private final Pace pace;
    private final Deque<Long> turns = new ArrayDeque<>();

    RateLimit(int requests, Duration per, Pace pace) {
        this.requests = requests;
        this.perNanos = per.toNanos();
        this.pace = pace;
    }

    /** Reads {@code rateLimit: {requests, per}}. */
    static Optional<RateLimit> read(Section section) {
        if (!section.has("rateLimit")) {
            return Optional.empty();
        }
        Section limit = section.section("rateLimit");
        int requests = limit.integer("requests", 0, 1, MAX_REQUESTS);
        Duration per = limit.duration("per").orElse(Duration.ZERO);
        if (requests == 0 || per.isZero()) {
            section.problem("rateLimit", "is incomplete, expected {requests: <number>, per: <duration above 0>}");
        }
        limit.done();
        return Optional.of(new RateLimit(Math.max(1, requests), per, Pace.REAL));
    }

    /**
     * Waits for its turn.
     *
     * @throws InterruptedException where the run ends before
     */
    void await() throws InterruptedException {
        long pause = turn() - pace.nanos();
        if (pause > 0) {
            pace.pause(Duration.ofNanos(pause));
        }
    }

    private synchronized long turn() {
        long now = pace.nanos();
        long turn = turns.size() < requests ? now : Math.max(now, turns.removeFirst() + perNanos);
        turns.addLast(turn);
        return turn;
    }
}
