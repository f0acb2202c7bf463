package io.techinsights.checker.evaluate;

import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final Duration STEP_INTERVAL = Duration.ofMillis(40);

    private final Supplier<CheckSet> checks;
    private final Judge judge;
    private final Sweeps sweeps;
    private @Nullable Task task;

    EvaluationProcessor(Supplier<CheckSet> checks, Judge judge, Sweeps sweeps) {
        this.checks = checks;
        this.judge = judge;
        this.sweeps = sweeps;
    }

    /** What a task has once it is assigned. */
    private record Task(
            ProcessorContext<EntityKey, CheckResult> context,
            KnownEntities entities,
            Departures departures,
            Aging aging,
            EntityResults results,
            ReevaluationSweep sweep) {
        Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }
    }

    @Override
    public void init(ProcessorContext<EntityKey, CheckResult> context) {
        var entities = new KnownEntities(context);
        var results = new EntityResults(context, judge, entities, new CheckResults(context));
        var aging = new Aging(entities, new Deadlines(context), judge.freshness());
        var sweep = new ReevaluationSweep(entities, new SweepLog(context), judge);
        task = new Task(context, entities, new Departures(context), aging, results, sweep);
        sweeps.opened(this);
        context.schedule(STEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> step());
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("Not initialised");
        }
        return task;
    }

    @Override
    public void process(Record<String, Object> record) {
        CheckSet set = checks.get();
        task().sweep().follow(set);
        String entity = record.key();
        Change change = (Change) record.value();
        if (change instanceof Change.Observed observed) {
            observe(set, entity, observed);
        } else if (change instanceof Change.Expired expired) {
            task().aging().forget(entity, expired.retrieverId());
            if (task().entities().expire(entity, expired.retrieverId())) {
                task().results().evaluate(set, entity, set.readersOf(expired.retrieverId()), task().now());
            }
        } else if (change instanceof Change.Forgotten forgotten) {
            forget(set, entity, forgotten.retrieverId());
        } else if (change instanceof Change.Described described) {
            describe(set, entity, described);
        } else if (change instanceof Change.Left left) {
            leave(set, entity, left.at());
            task().departures().catalogRead(left.at());
        } else if (change instanceof Change.Purged purged) {
            leave(set, entity, purged.at());
        }
    }

    /** A fact that was on its way when its entity left is one that the fact store purges next. */
    private void observe(CheckSet set, String entity, Change.Observed observed) {
        long departure = observed.facts().getDeparture();
        task().departures().factsRead(departure);
        if (task().departures().isPast(entity, departure)) {
            return;
        }
        String retriever = observed.retrieverId();
        boolean isNew = task().entities().meet(entity);
        task().aging().observe(set, entity, retriever, observed.facts(), task().now());
        task().results().evaluate(set, entity, isNew ? set.checks() : set.readersOf(retriever), task().now());
    }

    private void describe(CheckSet set, String entity, Change.Described described) {
        task().departures().catalogRead(described.at());
        if (!task().departures().isPast(entity, described.at())) {
            boolean isNew = task().entities().describe(entity, described.json());
            task().results().evaluate(set, entity, isNew ? set.checks() : set.filtering(), task().now());
        }
    }

    /** Lets go of an entity, but for facts that came after it left. */
    private void leave(CheckSet set, String entity, long at) {
        KnownEntities entities = task().entities();
        if (!task().departures().add(entity, at) || !entities.isKnown(entity)) {
            return;
        }
        for (String retriever : entities.retrievers(entity)) {
            if (entities.facts(entity, retriever)
                    .filter(row -> row.getDeparture() >= at)
                    .isEmpty()) {
                drop(entity, retriever);
            }
        }
        if (entities.retrievers(entity).isEmpty()) {
            letGo(entity);
        } else {
            entities.leaveCatalog(entity);
            task().results().evaluate(set, entity, set.checks(), task().now());
        }
    }

    /** What is known of an entity by the facts of a retriever alone is not known any more without them. */
    private void forget(CheckSet set, String entity, String retriever) {
        KnownEntities entities = task().entities();
        drop(entity, retriever);
        if (entities.described(entity).isEmpty() && entities.retrievers(entity).isEmpty()) {
            letGo(entity);
        } else {
            task().results().evaluate(set, entity, set.readersOf(retriever), task().now());
        }
    }

    private void drop(String entity, String retriever) {
        task().aging().forget(entity, retriever);
        task().entities().purge(entity, retriever);
    }

    private void letGo(String entity) {
        task().results().withdrawAll(entity);
        task().entities().forget(entity);
    }

    /** What the clock and changed checks ask for, a bounded part of it: facts are waiting meanwhile. */
    private void step() {
        CheckSet set = checks.get();
        ReevaluationSweep sweep = task().sweep();
        sweep.follow(set);
        Instant now = task().now();
        List<Deadlines.Due> due = task().aging().due(now);
        due.forEach(row ->
                task().results().evaluate(set, row.entity(), task().aging().settle(set, row, now), now));
        sweep.step(
                (entity, changed) -> {
                    task().aging().follow(changed, entity, now);
                    task().results().evaluate(set, entity, changed, now);
                },
                task().results()::withdraw);
        sweeps.reached(this, set, sweep.progress());
        if (due.isEmpty() && sweep.isThrough()) {
            sweeps.passed(this);
        }
    }

    @Override
    public void close() {
        sweeps.closed(this);
    }
}
