package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.ingest.AdmittedFact;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The two steps of the topology that change the stores, each of which brings them along. */
public final class RetentionSteps {
    private final Set<StoreBuilder<?>> stores = RetentionStores.builders();
    private final FactSchemas schemas;
    private final RowReader rows;
    private final FactCounters counters;
    private final LongSupplier nanos;

    /**
     * @param nanos as {@link System#nanoTime} has them
     */
    public RetentionSteps(FactSchemas schemas, RowReader rows, FactCounters counters, LongSupplier nanos) {
        this.nanos = nanos;
        this.schemas = schemas;
        this.rows = rows;
        this.counters = counters;
    }

    /** Keeps rows, and sweeps so many expired ones at each interval. */
    public ProcessorSupplier<EntityKey, AdmittedFact, EntityKey, Bytes> keep(Duration interval, int batch) {
        return new Step<>(() -> new RetentionProcessor(schemas, rows, counters, nanos, interval, batch), stores);
    }

    /** Purges what left the catalog. */
    public ProcessorSupplier<byte[], byte[], EntityKey, Bytes> purge() {
        return new Step<>(() -> new EntityPurgeProcessor(rows, counters), stores);
    }

    private record Step<KI, VI, KO, VO>(Supplier<Processor<KI, VI, KO, VO>> processor, Set<StoreBuilder<?>> stores)
            implements ProcessorSupplier<KI, VI, KO, VO> {
        @Override
        public Processor<KI, VI, KO, VO> get() {
            return processor.get();
        }
    }
}
