package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.FactHistory.Deletion;
import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.factstore.ingest.AdmittedFact;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.schema.RetentionPolicy;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.topic.EntityKey;
import java.util.Optional;

/**
 * The rules of what is kept. A row is identified by entity, retriever and time: another of the same time replaces it and
 * counts once. A row never takes the place of a newer one as the latest; of two that were observed at the same time the
 * one that arrived later wins.
 */
final class Retention {
    /** A lifecycle that became much shorter is caught up with over several rows. */
    private static final int MAX_TRIM = 1000;

    private final LatestFacts latest;
    private final FactHistory history;
    private final ExpiryQueue queue;

    private final Placement placement;

    /**
     * What expiry did to an entity and retriever.
     *
     * @param gone why, where nothing is left, the latest row included
     */
    record Expired(int rows, Optional<Tombstone> gone) {}

    Retention(LatestFacts latest, FactHistory history, ExpiryQueue queue, SameFacts same) {
        this.latest = latest;
        this.history = history;
        this.queue = queue;
        this.placement = new Placement(history, queue, same);
    }

    /** Takes a row in, and lets go of those that it is one too many for. */
    Kept keep(AdmittedFact fact, RetentionPolicy policy, long now) {
        long cutoff = policy.cutoff(now);
        if (fact.observedAt() < cutoff) {
            return Kept.NOT;
        }
        Optional<Ledger> known = latest.get(fact.owner());
        if (known.isEmpty()) {
            begin(fact);
            return Kept.AS_LATEST;
        }
        Ledger ledger = known.get();
        if (isBehind(fact, ledger, policy.lifecycle())) {
            latest.put(fact.owner(), trim(fact.owner(), ledger, policy.lifecycle()));
            return Kept.NOT;
        }
        Placement.Placed placed = placement.place(fact, ledger, policy, cutoff);
        Ledger after = trim(fact.owner(), placed.ledger(), policy.lifecycle());
        if (placed.isNewest()) {
            latest.putWithNewest(fact.owner(), after);
        } else if (!after.equals(ledger)) {
            latest.put(fact.owner(), after);
        }
        return fact.observedAt() < after.oldest().first() ? Kept.NOT : placed.kept();
    }

    private void begin(AdmittedFact fact) {
        latest.putWithNewest(fact.owner(), Ledger.first(fact.observedAt(), fact.origin(), fact.bytes()));
        queue.add(ExpiryKey.of(fact.owner(), fact.observedAt()));
    }

    /** Whether the row is older than all that are kept, and there are enough. */
    private static boolean isBehind(AdmittedFact fact, Ledger ledger, FactLifecycle lifecycle) {
        return lifecycle instanceof FactLifecycle.MaxItems max
                && ledger.count() >= max.count()
                && fact.observedAt() < ledger.oldest().first();
    }

    private Ledger trim(EntityKey owner, Ledger ledger, FactLifecycle lifecycle) {
        if (!(lifecycle instanceof FactLifecycle.MaxItems max) || ledger.count() <= max.count()) {
            return ledger;
        }
        int excess = (int) Math.min(ledger.count() - max.count(), MAX_TRIM);
        if (ledger.oldest().outlast(excess)) {
            history.delete(owner, ledger.oldest().firstOf(excess));
            return ledger.withRows(ledger.count() - excess, ledger.oldest().without(excess));
        }
        Deletion deletion =
                history.deleteOldest(owner, ledger.rows(), ledger.newest().observedAt(), excess, OldestTimes.MOST);
        return ledger.withRows(ledger.count() - deletion.count(), OldestTimes.of(deletion.left()));
    }

    /**
     * Lets go of the expired rows of what stands at a place of the queue, and queues the rest anew: at the time until
     * which its oldest row was observed, so that one which is observed for long is not looked at again and again.
     *
     * @param limit at most so many rows
     */
    Expired expire(ExpiryKey place, RetentionPolicy policy, long now, int limit) {
        queue.remove(place);
        EntityKey owner = place.owner();
        Optional<Ledger> known = latest.get(owner);
        if (known.isEmpty()) {
            return new Expired(0, Optional.empty());
        }
        Ledger ledger = known.get();
        Deletion deletion = history.deleteOldest(owner, ledger.rows(), policy.cutoff(now), limit, 1);
        if (deletion.left().isEmpty()) {
            latest.remove(owner);
            boolean forgotten = policy.isForgotten(ledger.newest().lastObservedAt());
            return new Expired(deletion.count(), Optional.of(forgotten ? Tombstone.FORGOTTEN : Tombstone.EXPIRED));
        }
        latest.put(owner, queue.addRest(owner, ledger, deletion));
        return new Expired(deletion.count(), Optional.empty());
    }
}
