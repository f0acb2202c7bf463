package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Evaluates the checks that a change of an entity concerns, and all entities that a change of a check concerns. */
final class EvaluationProcessor implements Processor<String, Object, EntityKey, CheckResult> {
    private static final Duration SWEEP_INTERVAL = Duration.ofMillis(50);

    private final Supplier<CheckSet> checks;
    private final Judge judge;
    private final SweepGate gate;
    private @Nullable Task task;

    EvaluationProcessor(Supplier<CheckSet> checks, Judge judge, SweepGate gate) {
        this.checks = checks;
        this.judge = judge;
        this.gate = gate;
    }

    /** What a task has once it is assigned. */
    private record Task(
            ProcessorContext<EntityKey, CheckResult> context,
            KnownEntities entities,
            CheckResults results,
            ReevaluationSweep sweep) {}

    @Override
    public void init(ProcessorContext<EntityKey, CheckResult> context) {
        var entities = new KnownEntities(context);
        var results = new CheckResults(context);
        gate.opened(this);
        task = new Task(context, entities, results, new ReevaluationSweep(entities, results));
        context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> sweep());
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("Not initialised");
        }
        return task;
    }

    @Override
    public void process(Record<String, Object> record) {
        String entity = record.key();
        KnownEntities entities = task().entities();
        CheckSet set = checks.get();
        Change change = (Change) record.value();
        if (change instanceof Change.Left) {
            task().results().checkIds(entity).forEach(checkId -> withdraw(entity, checkId));
            entities.forget(entity);
        } else if (change instanceof Change.Described described) {
            entities.describe(entity, described.json());
            evaluate(set, entity, set.checks());
        } else if (change instanceof Change.Observed observed) {
            boolean isNew = entities.meet(entity);
            entities.observe(entity, observed.retrieverId(), observed.facts());
            evaluate(set, entity, isNew ? set.checks() : set.readersOf(observed.retrieverId()));
        } else if (change instanceof Change.Expired expired) {
            if (entities.expire(entity, expired.retrieverId())) {
                evaluate(set, entity, set.readersOf(expired.retrieverId()));
            }
        } else if (change instanceof Change.Purged purged) {
            entities.purge(entity, purged.retrieverId());
        }
    }

    private void sweep() {
        CheckSet set = checks.get();
        boolean through =
                task().sweep().step(set, (entity, outdated) -> evaluate(set, entity, outdated), this::withdraw);
        if (through) {
            gate.passed(this);
        }
    }

    @Override
    public void close() {
        gate.passed(this);
    }

    private void evaluate(CheckSet set, String entity, Collection<Check> selected) {
        if (selected.isEmpty()) {
            return;
        }
        Map<String, StoredFacts> rows = new HashMap<>();
        selected.stream()
                .map(Check::factIds)
                .flatMap(List::stream)
                .distinct()
                .forEach(retriever ->
                        task().entities().facts(entity, retriever).ifPresent(row -> rows.put(retriever, row)));
        boolean filtered = selected.stream().anyMatch(check -> check.filter() != null);
        Optional<Entity> description = filtered ? task().entities().described(entity) : Optional.empty();
        var subject = Subject.of(entity, description, rows);
        Instant now = Instant.ofEpochMilli(task().context().currentSystemTimeMs());
        for (CheckResult judged : judge.judge(set, selected, subject, now)) {
            CheckResults.Kept kept = task().results().put(judged);
            forward(Evaluation.RESULTS, entity, judged.getCheckId(), kept.result());
            if (kept.changed()) {
                forward(Evaluation.TRANSITIONS, entity, judged.getCheckId(), kept.result());
            }
        }
    }

    private void withdraw(String entity, String checkId) {
        task().results().delete(entity, checkId);
        forward(Evaluation.RESULTS, entity, checkId, null);
    }

    private void forward(String child, String entity, String checkId, @Nullable CheckResult result) {
        var key = new EntityKey(EntityRef.parse(entity), checkId);
        var context = task().context();
        context.forward(new Record<>(key, result, context.currentSystemTimeMs()), child);
    }
}
