package io.techinsights.retriever.schedule;

import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides when a retriever runs next, from what its last run left on its topic: nothing is fired early because a process
 * started, and what was missed while none ran is made up for once.
 */
final class RetrieverSchedule {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 16;
    private static final int MOST_MISSED = 10_000;

    private final Cadence cadence;
    private final Duration initialDelay;
    private final RandomGenerator random;

    RetrieverSchedule(Cadence cadence, Duration initialDelay, RandomGenerator random) {
        this.cadence = cadence;
        this.initialDelay = initialDelay;
        this.random = random;
    }

    /**
     * The next run.
     *
     * @param last what the last run left; {@code RUNNING} means that its process is gone
     * @param since when this process took the retriever over
     * @param failures in a row, that this process has seen
     */
    Due next(Optional<RetrieverRun> last, Instant since, int failures) {
        Instant earliest = since.plus(initialDelay);
        if (last.isEmpty()) {
            return new Due(earliest, Trigger.INITIAL);
        }
        return switch (last.get().getOutcome()) {
            case RUNNING, INTERRUPTED -> new Due(earliest, Trigger.CATCH_UP);
            case SUCCEEDED -> tick(last.get(), since, earliest);
            case FAILED, TIMED_OUT -> retry(last.get(), since, earliest, failures);
        };
    }

    private Due tick(RetrieverRun last, Instant since, Instant earliest) {
        Instant tick = cadence.next(last.getStartedAt());
        if (tick.isBefore(since)) {
            return new Due(earliest, Trigger.CATCH_UP);
        }
        return new Due(later(tick, earliest), Trigger.CADENCE);
    }

    /**
     * The first time of the cadence that has come and that no run was for. What cut a run short left it the time that the run was
     * for.
     */
    Optional<Instant> unserved(Optional<RetrieverRun> last, Instant now) {
        return last.map(run ->
                        isCutShort(run) && run.getDueAt() != null ? run.getDueAt() : cadence.next(run.getStartedAt()))
                .filter(tick -> !tick.isAfter(now));
    }

    private static boolean isCutShort(RetrieverRun run) {
        return run.getOutcome() == RunState.RUNNING || run.getOutcome() == RunState.INTERRUPTED;
    }

    /** How many more times of the cadence have passed since this one. */
    int missedSince(Instant tick, Instant now) {
        int missed = 0;
        Instant next = cadence.next(tick);
        while (!next.isAfter(now) && missed < MOST_MISSED) {
            missed++;
            next = cadence.next(next);
        }
        return missed;
    }

    private Due retry(RetrieverRun last, Instant since, Instant earliest, int failures) {
        Instant ended = last.getEndedAt() == null ? last.getStartedAt() : last.getEndedAt();
        Instant retry = later(ended.plus(backoff(failures)), earliest);
        Due tick = tick(last, since, earliest);
        return retry.isBefore(tick.at()) ? new Due(retry, Trigger.RETRY) : tick;
    }

    /** Doubling from ten seconds, and up to half as long again, so that what failed together does not return together. */
    private Duration backoff(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        Duration base = FIRST_RETRY.multipliedBy(1L << doublings);
        return base.plusMillis(random.nextLong(base.toMillis() / 2 + 1));
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
