package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.factstore.schema.RetentionPolicy;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.EntityKey;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Deletes what expired, or belongs to a forgotten retriever, a bounded number of rows at a time. It looks only at what is due; where a tick was not enough, the
 * next goes on there, with the retrievers that had no turn first.
 */
final class ExpirySweep {
    private final Retention retention;
    private final ExpiryQueue queue;
    private final FactSchemas schemas;
    private final int batch;
    private String lastServed = "";

    /**
     * @param batch rows per tick
     */
    ExpirySweep(Retention retention, ExpiryQueue queue, FactSchemas schemas, int batch) {
        this.retention = retention;
        this.queue = queue;
        this.schemas = schemas;
        this.batch = batch;
    }

    /**
     * What one tick did.
     *
     * @param more whether work may be left
     */
    record Tick(int rows, boolean more) {}

    /**
     * Sweeps once.
     *
     * @param gone is told of each entity and retriever that has no row any more, and why
     */
    Tick sweep(long now, BiConsumer<EntityKey, Tombstone> gone) {
        int work = 0;
        int rows = 0;
        for (String retriever : inTurn()) {
            RetentionPolicy policy = schemas.policy(retriever);
            for (ExpiryKey place : queue.due(retriever, policy.cutoff(now), batch - work)) {
                Retention.Expired expired = retention.expire(place, policy, now, batch - work);
                rows += expired.rows();
                work += Math.max(1, expired.rows());
                expired.gone().ifPresent(why -> gone.accept(place.owner(), why));
                if (work >= batch) {
                    lastServed = retriever;
                    return new Tick(rows, true);
                }
            }
        }
        return new Tick(rows, false);
    }

    private List<String> inTurn() {
        List<String> expiring = schemas.announcements().stream()
                .map(FactSchema::retrieverId)
                .filter(retriever -> schemas.policy(retriever).expires())
                .sorted()
                .toList();
        return Stream.concat(
                        expiring.stream().filter(retriever -> retriever.compareTo(lastServed) > 0),
                        expiring.stream().filter(retriever -> retriever.compareTo(lastServed) <= 0))
                .toList();
    }
}
