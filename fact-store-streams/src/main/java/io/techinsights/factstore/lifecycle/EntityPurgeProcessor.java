package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.streams.error.BadRecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Follows the catalog: an entity that leaves it takes its facts with it. Only tombstones matter here, so that no value is
 * read; one whose key is no reference is a bad record.
 */
final class EntityPurgeProcessor implements Processor<byte[], byte[], EntityKey, Bytes> {
    private final RowReader rows;
    private final FactCounters counters;
    private @Nullable ProcessorContext<EntityKey, Bytes> context;
    private @Nullable RetentionStores stores;

    EntityPurgeProcessor(RowReader rows, FactCounters counters) {
        this.rows = rows;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<EntityKey, Bytes> processorContext) {
        context = processorContext;
        stores = RetentionStores.of(processorContext, rows);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() != null || record.key() == null) {
            return;
        }
        EntityRef entity = BadRecordException.unless(
                () -> EntityRef.parseStrict(new String(record.key(), StandardCharsets.UTF_8)));
        var at = Objects.requireNonNull(context);
        FactEnds ends = BadRecordException.unless(() -> FactEnds.of(record.headers()));
        RetentionStores task = Objects.requireNonNull(stores);
        at.recordMetadata().ifPresent(metadata -> task.departure().put(metadata.offset()));
        task.departing().add(entity, ends);
        List<Purge.Purged> purged = task.purge().of(entity, record.timestamp(), ends);
        counters.purged().increment(purged.size());
        for (Purge.Purged one : purged) {
            Record<EntityKey, Bytes> tombstone = Tombstone.PURGED.of(one.owner(), at.currentSystemTimeMs());
            at.forward(tombstone.withHeaders(task.departure().mark(tombstone.headers())));
            one.back()
                    .ifPresent(ledger -> at.forward(new Record<>(
                            one.owner(),
                            ledger.newest().bytes(),
                            at.currentSystemTimeMs(),
                            task.departure().mark(ledger.origin().headers()))));
        }
    }
}
