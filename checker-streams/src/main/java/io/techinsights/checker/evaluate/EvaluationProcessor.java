package io.techinsights.checker.evaluate;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what a change concerns, and nothing else: a fact the checks that read it, an entity those that filter, a check
 * all entities, and the clock the rows that grew too old.
 */
final class EvaluationProcessor implements Processor<String, Object, EntityKey, CheckResult> {
    private static final Duration AGING_INTERVAL = Duration.ofMillis(40);
    private static final Duration SWEEP_INTERVAL = Duration.ofMillis(5);

    private final Supplier<CheckSet> checks;
    private final Judge judge;
    private final Sweeps sweeps;
    private final Supplier<SpareTime> ofThread;
    private @Nullable Task task;

    /**
     * @param ofThread the spare time of the thread that asks
     */
    EvaluationProcessor(Supplier<CheckSet> checks, Judge judge, Sweeps sweeps, Supplier<SpareTime> ofThread) {
        this.checks = checks;
        this.judge = judge;
        this.sweeps = sweeps;
        this.ofThread = ofThread;
    }

    /** What a task has once it is assigned. */
    private record Task(Entities entities, ReevaluationSweep sweep, SpareTime spareTime) {}

    @Override
    public void init(ProcessorContext<EntityKey, CheckResult> context) {
        var known = new KnownEntities(context);
        var sweep = new ReevaluationSweep(known, new SweepLog(context), judge);
        task = new Task(new Entities(context, known, judge), sweep, ofThread.get());
        sweeps.opened(this);
        context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> sweep());
        context.schedule(AGING_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> age());
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("Not initialised");
        }
        return task;
    }

    @Override
    public void process(Record<String, Object> record) {
        task().spareTime().recordCame();
        CheckSet set = checks.get();
        task().sweep().follow(set);
        task().entities().change(set, record.key(), (Change) record.value());
    }

    /** What changed checks ask for, a part of it: facts are waiting meanwhile. */
    private void sweep() {
        CheckSet set = checks.get();
        ReevaluationSweep sweep = task().sweep();
        sweep.follow(set);
        if (sweep.isThrough()) {
            task().spareTime().leave(this);
        } else {
            task().spareTime().spend(this, until -> sweep.step(until, task().entities()));
        }
        sweeps.reached(this, set, sweep.progress());
    }

    /** What the clock asks for, a bounded part of it. */
    private void age() {
        CheckSet set = checks.get();
        task().sweep().follow(set);
        boolean aged = task().entities().age(set);
        if (!aged && task().sweep().isThrough()) {
            sweeps.passed(this);
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.spareTime().leave(this);
        }
        sweeps.closed(this);
    }
}
