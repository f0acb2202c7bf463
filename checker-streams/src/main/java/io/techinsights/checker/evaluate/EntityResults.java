package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Judges an entity by what is known of it, keeps what comes out, and passes it on. */
final class EntityResults {
    private final ProcessorContext<EntityKey, CheckResult> context;
    private final Judge judge;
    private final KnownEntities entities;
    private final CheckResults results;

    EntityResults(
            ProcessorContext<EntityKey, CheckResult> context,
            Judge judge,
            KnownEntities entities,
            CheckResults results) {
        this.context = context;
        this.judge = judge;
        this.entities = entities;
        this.results = results;
    }

    /** Judges the entity of these rows by these checks of a set. */
    void evaluate(CheckSet set, EntityRows rows, Collection<Check> selected, Instant now) {
        if (selected.isEmpty()) {
            return;
        }
        boolean filtered = selected.stream().anyMatch(check -> check.filter() != null);
        Optional<Entity> description = filtered ? entities.described(rows.entity()) : Optional.empty();
        var subject = Subject.of(rows.entity(), description, rows.readBy(selected));
        for (CheckResult judged : judge.judge(set, selected, subject, now)) {
            CheckResults.Kept kept = results.put(judged);
            var key = new EntityKey(subject.facts().entity(), judged.getCheckId());
            forward(Evaluation.RESULTS, key, kept.result());
            if (kept.changed()) {
                forward(Evaluation.TRANSITIONS, key, kept.result());
            }
        }
    }

    /** Takes back the result of a check, where there is one. */
    void withdraw(String entity, String checkId) {
        if (results.get(entity, checkId).isPresent()) {
            results.delete(entity, checkId);
            forward(Evaluation.RESULTS, new EntityKey(EntityRef.parse(entity), checkId), null);
        }
    }

    /** Takes back all results of an entity. */
    void withdrawAll(String entity) {
        results.checkIds(entity).forEach(checkId -> withdraw(entity, checkId));
    }

    private void forward(String child, EntityKey key, @Nullable CheckResult result) {
        context.forward(new Record<>(key, result, context.currentSystemTimeMs()), child);
    }
}
