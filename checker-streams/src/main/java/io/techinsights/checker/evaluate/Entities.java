package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps what is known of the entities of a task, and judges them anew by whatever that concerns. */
final class Entities {
    private final ProcessorContext<EntityKey, CheckResult> context;
    private final KnownEntities entities;
    private final Departures departures;
    private final Aging aging;
    private final EntityResults results;

    Entities(ProcessorContext<EntityKey, CheckResult> context, KnownEntities entities, Judge judge) {
        this.context = context;
        this.entities = entities;
        this.departures = new Departures(context);
        this.aging = new Aging(new Deadlines(context), judge.freshness());
        this.results = new EntityResults(context, judge, entities, new CheckResults(context));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** Takes in what became known of an entity. */
    void change(CheckSet set, String entity, Change change) {
        if (change instanceof Change.Observed observed) {
            observe(set, entity, observed);
        } else if (change instanceof Change.Expired expired) {
            expire(set, entity, expired.retrieverId());
        } else if (change instanceof Change.Forgotten forgotten) {
            forget(set, entity, forgotten.retrieverId());
        } else if (change instanceof Change.Described described) {
            describe(set, entity, described);
        } else if (change instanceof Change.Left left) {
            leave(set, entity, left.at());
            departures.catalogRead(left.at());
        } else if (change instanceof Change.Purged purged) {
            leave(set, entity, purged.at());
        }
    }

    /** A fact that was on its way when its entity left is one that the fact store purges next. */
    private void observe(CheckSet set, String entity, Change.Observed observed) {
        long departure = observed.facts().getDeparture();
        departures.factsRead(departure);
        if (departures.isPast(entity, departure)) {
            return;
        }
        String retriever = observed.retrieverId();
        boolean isNew = entities.meet(entity);
        EntityRows rows = entities.rows(entity);
        Instant now = now();
        aging.observe(set, rows, retriever, observed.facts(), now);
        results.evaluate(set, rows, isNew ? set.checks() : set.readersOf(retriever), now);
    }

    private void expire(CheckSet set, String entity, String retriever) {
        aging.forget(entities.rows(entity), retriever);
        if (entities.expire(entity, retriever)) {
            evaluate(set, entity, set.readersOf(retriever));
        }
    }

    private void evaluate(CheckSet set, String entity, Collection<Check> checks) {
        results.evaluate(set, entities.rows(entity), checks, now());
    }

    private void describe(CheckSet set, String entity, Change.Described described) {
        departures.catalogRead(described.at());
        if (!departures.isPast(entity, described.at())) {
            boolean isNew = entities.describe(entity, described.json());
            evaluate(set, entity, isNew ? set.checks() : set.filtering());
        }
    }

    /** Lets go of an entity, but for facts that came after it left. */
    private void leave(CheckSet set, String entity, long at) {
        if (!departures.add(entity, at) || !entities.isKnown(entity)) {
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
            evaluate(set, entity, set.checks());
        }
    }

    /** What is known of an entity by the facts of a retriever alone is not known any more without them. */
    private void forget(CheckSet set, String entity, String retriever) {
        drop(entity, retriever);
        if (entities.described(entity).isEmpty() && entities.retrievers(entity).isEmpty()) {
            letGo(entity);
        } else {
            evaluate(set, entity, set.readersOf(retriever));
        }
    }

    private void drop(String entity, String retriever) {
        aging.forget(entities.rows(entity), retriever);
        entities.purge(entity, retriever);
    }

    private void letGo(String entity) {
        results.withdrawAll(entity);
        entities.forget(entity);
    }

    /** Judges an entity by checks of the set that changed. */
    void judge(CheckSet set, String entity, Collection<Check> changed) {
        EntityRows rows = entities.rows(entity);
        Instant now = now();
        aging.follow(changed, rows, now);
        results.evaluate(set, rows, changed, now);
    }

    /** Takes back the result of a check that is gone. */
    void withdraw(String entity, String checkId) {
        results.withdraw(entity, checkId);
    }

    /** Looks at rows whose time has come, a bounded number of them; false where there was none. */
    boolean age(CheckSet set) {
        Instant now = now();
        List<Deadlines.Due> due = aging.due(now);
        for (Deadlines.Due one : due) {
            EntityRows rows = entities.rows(one.entity());
            results.evaluate(set, rows, aging.settle(set, one, rows, now), now);
        }
        return !due.isEmpty();
    }
}
