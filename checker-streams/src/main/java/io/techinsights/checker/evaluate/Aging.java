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

    private final KnownEntities entities;
    private final Deadlines deadlines;
    private final Freshness freshness;

    Aging(KnownEntities entities, Deadlines deadlines, Freshness freshness) {
        this.entities = entities;
        this.deadlines = deadlines;
        this.freshness = freshness;
    }

    /** Keeps a new row, with its deadline. */
    void observe(CheckSet set, String entity, String retriever, StoredFacts row, Instant now) {
        long before =
                entities.facts(entity, retriever).map(StoredFacts::getDeadline).orElse(NEVER);
        keep(entity, retriever, row, arrange(set.readersOf(retriever), entity, retriever, row, before, now));
    }

    /** Sees to it that no row outlives what these checks say of it; to be called when they changed. */
    void follow(Collection<Check> checks, String entity, Instant now) {
        checks.stream().map(Check::factIds).flatMap(List::stream).distinct().forEach(retriever -> {
            List<Check> readers = checks.stream()
                    .filter(check -> check.factIds().contains(retriever))
                    .toList();
            entities.facts(entity, retriever).filter(row -> !row.getExpired()).ifPresent(row -> {
                long deadline = arrange(readers, entity, retriever, row, row.getDeadline(), now);
                if (deadline != row.getDeadline()) {
                    keep(entity, retriever, row, deadline);
                }
            });
        });
    }

    /** The deadline of a row: that of before, or an earlier one that one of these checks asks for. */
    private long arrange(
            Collection<Check> readers, String entity, String retriever, StoredFacts row, long before, Instant now) {
        Optional<Long> next = readers.stream()
                .flatMap(check -> freshness.deadline(check, retriever, row.getObservedAt()).stream())
                .filter(now::isBefore)
                .map(Instant::toEpochMilli)
                .min(Long::compare);
        if (next.isEmpty() || (before != NEVER && before <= next.get())) {
            return before;
        }
        if (before != NEVER) {
            deadlines.remove(new Due(before, entity, retriever));
        }
        deadlines.add(new Due(next.get(), entity, retriever));
        return next.get();
    }

    private void keep(String entity, String retriever, StoredFacts row, long deadline) {
        entities.observe(
                entity,
                retriever,
                StoredFacts.newBuilder(row).setDeadline(deadline).build());
    }

    /** A row of this retriever is not watched any more. */
    void forget(String entity, String retriever) {
        entities.facts(entity, retriever)
                .filter(row -> row.getDeadline() != NEVER)
                .ifPresent(row -> {
                    deadlines.remove(new Due(row.getDeadline(), entity, retriever));
                    keep(entity, retriever, row, NEVER);
                });
    }

    /** Rows whose deadline has come, a bounded number of them; each is to be {@link #settle settled}. */
    List<Due> due(Instant now) {
        return deadlines.until(now.toEpochMilli(), ROWS_PER_STEP);
    }

    /**
     * Gives a row that was due its next deadline.
     *
     * @return the checks that call it stale by now
     */
    List<Check> settle(CheckSet set, Due due, Instant now) {
        deadlines.remove(due);
        List<Check> readers = set.readersOf(due.retrieverId());
        Optional<StoredFacts> found = entities.facts(due.entity(), due.retrieverId());
        if (found.isEmpty() || found.get().getDeadline() != due.deadline()) {
            return List.of();
        }
        StoredFacts row = found.get();
        keep(due.entity(), due.retrieverId(), row, arrange(readers, due.entity(), due.retrieverId(), row, NEVER, now));
        return readers.stream()
                .filter(check -> freshness
                        .deadline(check, due.retrieverId(), row.getObservedAt())
                        .filter(deadline -> !deadline.isAfter(now))
                        .isPresent())
                .toList();
    }
}
