package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.EntityKey;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Deletes what expired, a bounded number of rows at a time. It looks only at what is due; where a tick was not enough, the
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
     * @param gone is told of each entity and retriever that has no row any more
     */
    Tick sweep(long now, Consumer<EntityKey> gone) {
        int work = 0;
        int rows = 0;
        for (FactSchema schema : inTurn()) {
            long cutoff = Cutoff.of(schema.lifecycle(), now);
            for (ExpiryKey place : queue.due(schema.retrieverId(), cutoff, batch - work)) {
                Retention.Expired expired = retention.expire(place, cutoff, batch - work);
                rows += expired.rows();
                work += Math.max(1, expired.rows());
                if (expired.gone()) {
                    gone.accept(place.owner());
                }
                if (work >= batch) {
                    lastServed = schema.retrieverId();
                    return new Tick(rows, true);
                }
            }
        }
        return new Tick(rows, false);
    }

    private List<FactSchema> inTurn() {
        List<FactSchema> expiring = schemas.all().stream()
                .filter(schema -> schema.lifecycle() instanceof FactLifecycle.TimeToLive)
                .sorted(Comparator.comparing(FactSchema::retrieverId))
                .toList();
        return Stream.concat(
                        expiring.stream().filter(schema -> schema.retrieverId().compareTo(lastServed) > 0),
                        expiring.stream().filter(schema -> schema.retrieverId().compareTo(lastServed) <= 0))
                .toList();
    }
}
