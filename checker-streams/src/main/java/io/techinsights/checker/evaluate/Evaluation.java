package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.registry.RecordSerde;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.schemas.topic.EntityKey;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Brings the evaluating processor and its stores into a topology. */
public final class Evaluation implements ProcessorSupplier<String, Object, EntityKey, CheckResult> {
    /** The node that takes every result. */
    public static final String RESULTS = "check-results";

    /** The node that takes the results that changed. */
    public static final String TRANSITIONS = "transitions";

    private final SchemaRegistry registry;
    private final Supplier<CheckSet> checks;
    private final Judge judge;
    private final Sweeps sweeps;
    private final ThreadLocal<SpareTime> spareTime = ThreadLocal.withInitial(() -> new SpareTime(System::nanoTime));

    public Evaluation(SchemaRegistry registry, Supplier<CheckSet> checks, Judge judge, Sweeps sweeps) {
        this.registry = registry;
        this.checks = checks;
        this.judge = judge;
        this.sweeps = sweeps;
    }

    @Override
    public Processor<String, Object, EntityKey, CheckResult> get() {
        return new EvaluationProcessor(checks, judge, sweeps, spareTime::get);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        Set<StoreBuilder<?>> stores =
                new LinkedHashSet<>(KnownEntities.stores(new RecordSerde<>(registry, StoredFacts.class)));
        stores.add(Deadlines.store());
        stores.add(Departures.store());
        stores.add(SweepLog.store());
        stores.add(CheckResults.store(new RecordSerde<>(registry, CheckResult.class)));
        return stores;
    }
}
