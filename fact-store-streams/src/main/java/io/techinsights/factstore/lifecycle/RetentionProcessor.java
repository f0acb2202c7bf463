package io.techinsights.factstore.lifecycle;

import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.ingest.AdmittedFact;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps admitted rows, forwards those that become the latest, and sweeps what expires by the clock on the wall. A sweep
 * that leaves work behind is followed by others soon, with records processed between them.
 */
final class RetentionProcessor implements Processor<EntityKey, AdmittedFact, EntityKey, Bytes> {
    private static final Duration CATCH_UP = Duration.ofMillis(100);
    private final FactSchemas schemas;
    private final RowReader rows;
    private final FactCounters counters;
    private final LongSupplier nanos;
    private final Duration interval;
    private final int batch;
    private @Nullable ProcessorContext<EntityKey, Bytes> context;
    private @Nullable RetentionStores stores;
    private @Nullable ExpirySweep sweep;
    private @Nullable TrustedClock clock;

    /** The last offset that was read of each fact topic, in the partition of this task. */
    private final Map<String, Long> read = new HashMap<>();

    private @Nullable Cancellable catchUp;

    RetentionProcessor(
            FactSchemas schemas,
            RowReader rows,
            FactCounters counters,
            LongSupplier nanos,
            Duration interval,
            int batch) {
        this.nanos = nanos;
        this.schemas = schemas;
        this.rows = rows;
        this.counters = counters;
        this.interval = interval;
        this.batch = batch;
    }

    @Override
    public void init(ProcessorContext<EntityKey, Bytes> processorContext) {
        var task = RetentionStores.of(processorContext, rows);
        context = processorContext;
        stores = task;
        clock = new TrustedClock(processorContext.currentSystemTimeMs(), nanos);
        sweep = new ExpirySweep(task.retention(), task.queue(), schemas, batch);
        processorContext.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<EntityKey, AdmittedFact> record) {
        var at = Objects.requireNonNull(context);
        AdmittedFact fact = record.value();
        RetentionStores task = Objects.requireNonNull(stores);
        read.put(fact.origin().topic(), fact.origin().offset());
        if (task.departing().isPast(fact.owner().entity(), fact.origin())) {
            counters.late().increment();
            return;
        }
        Kept kept = task.retention().keep(fact, schemas.policy(fact.owner().id()), now(at.currentSystemTimeMs()));
        count(kept);
        if (kept.isLatest()) {
            at.forward(new Record<>(
                    fact.owner(),
                    fact.bytes(),
                    record.timestamp(),
                    task.departure().mark(fact.origin().headers())));
        }
    }

    private void count(Kept kept) {
        (kept == Kept.NOT ? counters.late() : counters.admitted()).increment();
        if (kept.isUnchanged()) {
            counters.unchanged().increment();
        }
    }

    private long now(long wall) {
        return Objects.requireNonNull(clock).millis(wall);
    }

    private void tick(long wall) {
        long now = now(wall);
        var at = Objects.requireNonNull(context);
        ExpirySweep.Tick tick = Objects.requireNonNull(sweep).sweep(now, (key, why) -> at.forward(why.of(key, now)));
        counters.expired().increment(tick.rows());
        Objects.requireNonNull(stores).departing().forget(read);
        if (tick.more() && catchUp == null) {
            catchUp = at.schedule(CATCH_UP, PunctuationType.WALL_CLOCK_TIME, this::tick);
        } else if (!tick.more() && catchUp != null) {
            catchUp.cancel();
            catchUp = null;
        }
    }
}
