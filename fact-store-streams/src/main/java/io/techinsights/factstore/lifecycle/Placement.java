package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.factstore.ingest.AdmittedFact;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.schema.RetentionPolicy;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.topic.EntityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the place of a row among those there are. Where a retriever keeps changes only, a row that says what the newest
 * says extends that one. A row whose time another stands for adds nothing where both say the same; where they do not, the
 * other falls apart into what is known for certain: its first observation and its last.
 */
final class Placement {
    private final FactHistory history;
    private final ExpiryQueue queue;
    private final SameFacts same;

    /**
     * Where a row came to be.
     *
     * @param ledger to be put in place
     * @param isNewest whether its newest row is to be put into history with it
     */
    record Placed(Ledger ledger, Kept kept, boolean isNewest) {
        private Placed(Ledger ledger, Kept kept) {
            this(ledger, kept, false);
        }
    }

    Placement(FactHistory history, ExpiryQueue queue, SameFacts same) {
        this.history = history;
        this.queue = queue;
        this.same = same;
    }

    /**
     * Places a row, in history and in the queue.
     *
     * @param cutoff a row that expired is as good as gone, and is not extended
     */
    Placed place(AdmittedFact fact, Ledger ledger, RetentionPolicy policy, long cutoff) {
        boolean changes = policy.history() == HistoryMode.CHANGES;
        Optional<KeptRow> before = before(fact, ledger);
        if (before.isPresent() && before.get().covers(fact.observedAt())) {
            boolean replace = !changes && before.get().isPoint();
            return !replace && same.test(fact, before.get())
                    ? new Placed(ledger, Kept.KNOWN)
                    : split(before.get(), fact, ledger);
        }
        boolean extend = changes
                && fact.observedAt() > ledger.newest().lastObservedAt()
                && ledger.newest().lastObservedAt() >= cutoff
                && same.test(fact, ledger.newest());
        return extend
                ? new Placed(ledger.seenUntil(fact.observedAt(), fact.origin()), Kept.AS_LATEST_AGAIN)
                : add(fact, ledger, policy.lifecycle());
    }

    /** The newest row of the time of this one. Where rows stand for one time each, only one of the same time matters. */
    private Optional<KeptRow> before(AdmittedFact fact, Ledger ledger) {
        long at = fact.observedAt();
        if (at >= ledger.newest().observedAt()) {
            return Optional.of(ledger.newest());
        }
        if (at < ledger.oldest().first()) {
            return Optional.empty();
        }
        return ledger.spans() ? ledger.rows().at(at, history.of(fact.owner())) : history.get(fact.owner(), at);
    }

    private Placed add(AdmittedFact fact, Ledger ledger, FactLifecycle lifecycle) {
        long at = fact.observedAt();
        KeptRow row = KeptRow.once(at, fact.bytes());
        Ledger after = queuedBy(at, fact.owner(), ledger.withRows(ledger.count() + 1, oldest(at, ledger, lifecycle)));
        if (at < ledger.newest().observedAt()) {
            history.put(fact.owner(), row);
            return new Placed(after, Kept.IN_HISTORY);
        }
        if (!ledger.newest().isPoint()) {
            history.put(fact.owner(), ledger.newest());
        }
        return new Placed(after.withNewest(row, fact.origin()), Kept.AS_LATEST, true);
    }

    /** Where rows are counted all times are noted as long as there are few, so that nobody has to look for the next to go. */
    private static OldestTimes oldest(long at, Ledger ledger, FactLifecycle lifecycle) {
        boolean areAllKnown = ledger.count() == ledger.oldest().count();
        return lifecycle instanceof FactLifecycle.MaxItems
                        && areAllKnown
                        && at > ledger.newest().observedAt()
                ? ledger.oldest().withNewest(at)
                : ledger.oldest().with(at);
    }

    /** Puts a row into the time of another, which it replaces where both stand for one time only. */
    private Placed split(KeptRow row, AdmittedFact fact, Ledger ledger) {
        KeptRow own = KeptRow.once(fact.observedAt(), fact.bytes());
        List<KeptRow> pieces = new ArrayList<>();
        if (row.observedAt() < own.observedAt()) {
            pieces.add(KeptRow.once(row.observedAt(), row.bytes()));
        }
        pieces.add(own);
        if (own.observedAt() < row.lastObservedAt()) {
            pieces.add(KeptRow.once(row.lastObservedAt(), row.bytes()));
        }
        OldestTimes oldest = ledger.oldest();
        for (KeptRow piece : pieces) {
            history.put(fact.owner(), piece);
            oldest = oldest.with(piece.observedAt());
        }
        Ledger after =
                queuedBy(row.observedAt(), fact.owner(), ledger.withRows(ledger.count() + pieces.size() - 1, oldest));
        if (row.observedAt() < ledger.newest().observedAt()) {
            return new Placed(after, Kept.IN_HISTORY);
        }
        KeptRow last = pieces.get(pieces.size() - 1);
        boolean isLast = last.observedAt() == fact.observedAt();
        return new Placed(
                after.withLeft(last, isLast ? fact.origin() : ledger.origin()),
                isLast ? Kept.AS_LATEST : Kept.IN_HISTORY);
    }

    private Ledger queuedBy(long time, EntityKey owner, Ledger ledger) {
        if (time >= ledger.queuedAt()) {
            return ledger;
        }
        queue.remove(ExpiryKey.of(owner, ledger.queuedAt()));
        queue.add(ExpiryKey.of(owner, time));
        return ledger.withQueuedAt(time);
    }
}
