package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.Deadlines.Due;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Watches rows grow old. Each row has one deadline at most: the earliest time at which a check that reads it may call it
 * stale. A newer row keeps the deadline of the one before, and when that comes its own is worked out: a row that is
 * observed often costs one deadline for each time it could have grown stale, not one for each time it was observed.
 */
final class Aging {
    private static final int ROWS_PER_STEP = 100;
    private static final long NEVER = 0;

    private final Deadlines deadlines;
    private final Freshness freshness;

    Aging(Deadlines deadlines, Freshness freshness) {
        this.deadlines = deadlines;
        this.freshness = freshness;
    }

    /** Keeps a new row of an entity, with its deadline. */
    void observe(CheckSet set, EntityRows rows, String retriever, StoredFacts row, Instant now) {
        long before = rows.of(retriever).map(StoredFacts::getDeadline).orElse(NEVER);
        keep(rows, retriever, row, arrange(set.readersOf(retriever), rows.entity(), retriever, row, before, now));
    }

    /** Sees to it that no row outlives what these checks say of it; to be called when they changed. */
    void follow(Collection<Check> checks, EntityRows rows, Instant now) {
        rows.readBy(checks).forEach((retriever, row) -> {
            if (!row.getExpired()) {
                List<Check> readers = checks.stream()
                        .filter(check -> check.factIds().contains(retriever))
                        .toList();
                long deadline = arrange(readers, rows.entity(), retriever, row, row.getDeadline(), now);
                if (deadline != row.getDeadline()) {
                    keep(rows, retriever, row, deadline);
                }
            }
        });
    }

    /** The deadline of a row: that of before, or an earlier one that one of these checks asks for. */
    private long arrange(
            Collection<Check> readers, String entity, String retriever, StoredFacts row, long before, Instant now) {
        long next = next(readers, retriever, row, now);
        if (next == NEVER || (before != NEVER && before <= next)) {
            return before;
        }
        if (before != NEVER) {
            deadlines.remove(new Due(before, entity, retriever));
        }
        deadlines.add(new Due(next, entity, retriever));
        return next;
    }

    private long next(Collection<Check> readers, String retriever, StoredFacts row, Instant now) {
        long next = NEVER;
        for (Check check : readers) {
            Optional<Instant> deadline = freshness.deadline(check, retriever, row.getObservedAt());
            if (deadline.isPresent() && now.isBefore(deadline.get())) {
                long millis = deadline.get().toEpochMilli();
                next = next == NEVER ? millis : Math.min(next, millis);
            }
        }
        return next;
    }

    private static void keep(EntityRows rows, String retriever, StoredFacts row, long deadline) {
        rows.keep(retriever, StoredFacts.newBuilder(row).setDeadline(deadline).build());
    }

    /** A row of this retriever is not watched any more. */
    void forget(EntityRows rows, String retriever) {
        rows.of(retriever).filter(row -> row.getDeadline() != NEVER).ifPresent(row -> {
            deadlines.remove(new Due(row.getDeadline(), rows.entity(), retriever));
            keep(rows, retriever, row, NEVER);
        });
    }

    /** Rows whose deadline has come, a bounded number of them; each is to be {@link #settle settled}. */
    List<Due> due(Instant now) {
        return deadlines.until(now.toEpochMilli(), ROWS_PER_STEP);
    }

    /**
     * Gives a row that was due its next deadline.
     *
     * @param rows those of its entity
     * @return the checks that call it stale by now
     */
    List<Check> settle(CheckSet set, Due due, EntityRows rows, Instant now) {
        deadlines.remove(due);
        List<Check> readers = set.readersOf(due.retrieverId());
        Optional<StoredFacts> found = rows.of(due.retrieverId());
        if (found.isEmpty() || found.get().getDeadline() != due.deadline()) {
            return List.of();
        }
        StoredFacts row = found.get();
        keep(rows, due.retrieverId(), row, arrange(readers, due.entity(), due.retrieverId(), row, NEVER, now));
        return readers.stream()
                .filter(check -> freshness
                        .deadline(check, due.retrieverId(), row.getObservedAt())
                        .filter(deadline -> !deadline.isAfter(now))
                        .isPresent())
                .toList();
    }
}
