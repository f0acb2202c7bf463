package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.FactHistory.Deletion;
import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.factstore.ingest.AdmittedFact;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.topic.EntityKey;
import java.util.List;
import java.util.Optional;

/**
 * The rules of what is kept. A row is identified by entity, retriever and time: the same again replaces and counts once.
 * A row never takes the place of a newer one as the latest; of two that were observed at the same time the one that
 * arrived later wins.
 */
final class Retention {
    /** A lifecycle that became much shorter is caught up with over several rows. */
    private static final int MAX_TRIM = 1000;

    private final LatestFacts latest;
    private final FactHistory history;
    private final ExpiryQueue queue;

    /** What became of a row. */
    enum Kept {
        AS_LATEST,
        IN_HISTORY,
        NOT
    }

    /**
     * What expiry did to an entity and retriever.
     *
     * @param gone whether nothing is left, the latest row included
     */
    record Expired(int rows, boolean gone) {}

    Retention(LatestFacts latest, FactHistory history, ExpiryQueue queue) {
        this.latest = latest;
        this.history = history;
        this.queue = queue;
    }

    /** Takes a row in, and lets go of those that it is one too many for. */
    Kept keep(AdmittedFact fact, FactLifecycle lifecycle, long now) {
        if (lifecycle instanceof FactLifecycle.TimeToLive ttl && fact.observedAt() < Cutoff.of(ttl, now)) {
            return Kept.NOT;
        }
        Optional<Ledger> known = latest.get(fact.owner());
        if (known.isEmpty()) {
            history.put(new HistoryKey(fact.owner(), fact.observedAt()), fact.bytes());
            latest.put(fact.owner(), Ledger.first(fact.observedAt(), fact.origin(), fact.bytes()));
            queue.add(ExpiryKey.of(fact.owner(), fact.observedAt()));
            return Kept.AS_LATEST;
        }
        Ledger ledger = known.get();
        Ledger after = trim(fact.owner(), isBehind(fact, ledger, lifecycle) ? ledger : add(fact, ledger), lifecycle);
        latest.put(fact.owner(), after);
        if (fact.observedAt() < after.oldest()) {
            return Kept.NOT;
        }
        return fact.observedAt() >= ledger.newest() ? Kept.AS_LATEST : Kept.IN_HISTORY;
    }

    /** Whether the row is older than all that are kept, and there are enough. */
    private static boolean isBehind(AdmittedFact fact, Ledger ledger, FactLifecycle lifecycle) {
        return lifecycle instanceof FactLifecycle.MaxItems max
                && ledger.count() >= max.count()
                && fact.observedAt() < ledger.oldest();
    }

    private Ledger add(AdmittedFact fact, Ledger ledger) {
        long at = fact.observedAt();
        var key = new HistoryKey(fact.owner(), at);
        boolean again = at == ledger.newest()
                || at == ledger.oldest()
                || (at > ledger.oldest() && at < ledger.newest() && history.contains(key));
        history.put(key, fact.bytes());
        Ledger after = ledger.withRows(ledger.count() + (again ? 0 : 1), Math.min(at, ledger.oldest()));
        if (at < ledger.queuedAt()) {
            queue.remove(ExpiryKey.of(fact.owner(), ledger.queuedAt()));
            queue.add(ExpiryKey.of(fact.owner(), at));
            after = after.withQueuedAt(at);
        }
        return at >= ledger.newest() ? after.withNewest(at, fact.origin(), fact.bytes()) : after;
    }

    private Ledger trim(EntityKey owner, Ledger ledger, FactLifecycle lifecycle) {
        if (!(lifecycle instanceof FactLifecycle.MaxItems max) || ledger.count() <= max.count()) {
            return ledger;
        }
        int excess = (int) Math.min(ledger.count() - max.count(), MAX_TRIM);
        Deletion deletion = history.deleteOldest(owner, ledger.rows(), ledger.newest(), excess);
        return ledger.withRows(
                ledger.count() - deletion.count(), deletion.oldest().orElse(ledger.newest()));
    }

    /**
     * Lets go of the expired rows of what stands at a place of the queue, and queues the rest anew.
     *
     * @param cutoff rows that were observed before this are expired
     * @param limit at most so many rows
     */
    Expired expire(ExpiryKey place, long cutoff, int limit) {
        queue.remove(place);
        EntityKey owner = place.owner();
        Optional<Ledger> known = latest.get(owner);
        if (known.isEmpty()) {
            return new Expired(0, false);
        }
        Ledger ledger = known.get();
        Deletion deletion = history.deleteOldest(owner, ledger.rows(), cutoff, limit);
        if (deletion.oldest().isEmpty()) {
            latest.remove(owner);
            return new Expired(deletion.count(), true);
        }
        long oldest = deletion.oldest().getAsLong();
        latest.put(
                owner,
                ledger.withRows(ledger.count() - deletion.count(), oldest).withQueuedAt(oldest));
        queue.add(ExpiryKey.of(owner, oldest));
        return new Expired(deletion.count(), false);
    }

    /** Lets go of all rows of an entity; the keys of the latest rows that went. */
    List<EntityKey> purge(EntityRef entity) {
        List<EntityKey> owners = latest.keysOf(entity);
        for (EntityKey owner : owners) {
            latest.get(owner).ifPresent(ledger -> {
                history.deleteOldest(owner, ledger.rows(), Long.MAX_VALUE, Integer.MAX_VALUE);
                queue.remove(ExpiryKey.of(owner, ledger.queuedAt()));
                latest.remove(owner);
            });
        }
        return owners;
    }
}
