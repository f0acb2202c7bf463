package io.techinsights.checker.draft;

import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entity on its way through the past. Its time only goes forward: a row that was observed before another retriever's
 * row which arrived earlier counts from the time of that one, as it did when it arrived.
 */
final class ReplayedEntity {
    private final EntityRef ref;
    private final Map<String, FactRow> newest = new HashMap<>();
    private Instant now = Instant.MIN;
    private Instant judged = Instant.MIN;
    private @Nullable CheckStatus status;
    private int flips;

    /** Is told of every change of status. */
    @FunctionalInterface
    interface Changes {
        /**
         * It became another.
         *
         * @param before null for the first
         * @return whether it counts as a flip
         */
        boolean became(@Nullable CheckStatus before, CheckStatus after, Instant at);
    }

    ReplayedEntity(EntityRef ref) {
        this.ref = ref;
    }

    /** The status it has now; null before the first row. */
    @Nullable
    CheckStatus status() {
        return status;
    }

    int flips() {
        return flips;
    }

    /** Gives it a status that no row changes. */
    void fix(CheckStatus fixed, Instant at, Changes changes) {
        become(fixed, at, changes);
    }

    /** Takes a row in; one that is older than what is known of its retriever changes nothing, as in the fact store. */
    void observe(FactRow row, Trial trial, Changes changes) {
        FactRow known = newest.get(row.retrieverId());
        if (known != null && row.observedAt().isBefore(known.observedAt())) {
            return;
        }
        now = row.observedAt().isAfter(now) ? row.observedAt() : now;
        growOlder(now, trial, changes);
        FactRow essence = trial.essence(row);
        newest.put(row.retrieverId(), essence);
        boolean same =
                known != null && status != CheckStatus.STALE && known.facts().equals(essence.facts());
        if (!same) {
            judge(now, trial, changes);
        }
    }

    /** Lets time go by, up to but not at that moment. */
    void growOlder(Instant until, Trial trial, Changes changes) {
        Optional<Instant> next = trial.shelfLife().next(newest.values(), judged);
        while (next.isPresent() && next.get().isBefore(until)) {
            judge(next.get(), trial, changes);
            next = trial.shelfLife().next(newest.values(), judged);
        }
    }

    private void judge(Instant at, Trial trial, Changes changes) {
        judged = at;
        become(trial.judge(ref, newest, at), at, changes);
    }

    private void become(CheckStatus after, Instant at, Changes changes) {
        if (after != status && changes.became(status, after, at)) {
            flips++;
        }
        status = after;
    }
}
