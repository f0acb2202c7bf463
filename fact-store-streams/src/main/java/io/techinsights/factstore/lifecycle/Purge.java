package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.FactEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets go of what an entity had when it left the catalog. A fact that was written after that may have been taken ahead of the
 * news, which comes by a topic of its own: what it brought stays.
 */
record Purge(LatestFacts latest, FactHistory history, ExpiryQueue queue) {
    /**
     * What became of an entity and retriever.
     *
     * @param back the ledger of what was written since; empty where nothing was, and nothing is left
     */
    record Purged(EntityKey owner, Optional<Ledger> back) {}

    /**
     * Does it: where the newest row was written since, it stays, and of those before it the ones that were observed since.
     *
     * @param left when the entity left, in epoch milliseconds
     * @param ends how far the fact topics were written then
     */
    List<Purged> of(EntityRef entity, long left, FactEnds ends) {
        List<Purged> purged = new ArrayList<>();
        for (EntityKey owner : latest.keysOf(entity)) {
            Ledger ledger = latest.get(owner).orElseThrow();
            queue.remove(ExpiryKey.of(owner, ledger.queuedAt()));
            Optional<Ledger> back =
                    isSince(ledger, ends) ? Optional.of(letGoBefore(left, owner, ledger)) : Optional.empty();
            if (back.isPresent()) {
                latest.put(owner, back.get());
            } else {
                history.deleteOldest(owner, ledger.rows(), Long.MAX_VALUE, Integer.MAX_VALUE, 1);
                latest.remove(owner);
            }
            purged.add(new Purged(owner, back));
        }
        return purged;
    }

    private static boolean isSince(Ledger ledger, FactEnds ends) {
        Long end = ends.offsets().get(ledger.origin().topic());
        return end != null && ledger.origin().offset() >= end;
    }

    private Ledger letGoBefore(long left, EntityKey owner, Ledger ledger) {
        int most = (int) Math.min(ledger.count() - 1, Integer.MAX_VALUE);
        return queue.addRest(owner, ledger, history.deleteOldest(owner, ledger.rows(), left, most, 1));
    }
}
