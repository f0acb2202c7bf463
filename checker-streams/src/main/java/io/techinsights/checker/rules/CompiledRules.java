package io.techinsights.checker.rules;

import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Checks of this type ready to run: the valid ones in slots of groups, the others with their outcome fixed. Groups may be shared
 * with sets before and after this one, and an evaluation runs only those that a check asked for sits in.
 */
final class CompiledRules implements CompiledChecks {
    private final RuleBases bases;
    private final FactTable facts;
    private final List<RuleGroup> groups;
    private final List<RuleBase> rules;
    private final Map<String, Seat> seats;
    private final Map<String, Place> places;
    private final Map<String, CheckOutcome> fixed;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    /** Where a check sits, its group by its number. */
    private record Place(int group, int slot, RuleCheck check) {}

    /**
     * Takes what was compiled.
     *
     * @param facts that all of the checks name
     * @param groups each acquired once from the rule bases, to be released by this
     * @param seats of the checks that have a rule, by id
     * @param fixed the outcome of each check that no rule was made for, by id
     */
    CompiledRules(
            RuleBases bases,
            FactTable facts,
            Map<RuleGroup, RuleBase> groups,
            Map<String, Seat> seats,
            Map<String, CheckOutcome> fixed) {
        this.bases = bases;
        this.facts = facts;
        this.groups = List.copyOf(groups.keySet());
        this.rules = new ArrayList<>(this.groups.size());
        this.seats = Map.copyOf(seats);
        this.places = new HashMap<>();
        this.fixed = Map.copyOf(fixed);
        Map<RuleGroup, Integer> numbers = new HashMap<>();
        groups.forEach((group, base) -> {
            numbers.put(group, rules.size());
            rules.add(base);
        });
        seats.forEach((id, seat) -> {
            Integer group = numbers.get(seat.group());
            if (group == null) {
                throw new IllegalArgumentException("Check '" + id + "' sits in a group that was not compiled");
            }
            places.put(id, new Place(group, seat.slot(), seat.check()));
        });
    }

    /** Where each check sits, by id. */
    Map<String, Seat> seats() {
        return seats;
    }

    @Override
    public Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts entity) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("These checks are closed; compile them again");
            }
            var values = new FactValues(facts, entity);
            @Nullable CheckRun[] runs = run(checkIds, values);
            Map<String, CheckOutcome> outcomes = new LinkedHashMap<>(2 * runs.length);
            int position = 0;
            for (String id : checkIds) {
                CheckRun run = runs[position++];
                outcomes.put(id, run == null ? withoutRun(id, values) : run.outcome());
            }
            return outcomes;
        } finally {
            life.readLock().unlock();
        }
    }

    /** The run of each check asked for; null where no rule can be asked. */
    private @Nullable CheckRun[] run(Collection<String> checkIds, FactValues values) {
        @Nullable CheckRun[] runs = new CheckRun[checkIds.size()];
        @Nullable Evaluation[] evaluations = new Evaluation[groups.size()];
        int position = 0;
        for (String id : checkIds) {
            Place place = places.get(id);
            CheckRun run = place == null ? null : place.check().start(values);
            if (place != null && run != null) {
                want(place, run, evaluations);
            }
            runs[position++] = run;
        }
        for (int group = 0; group < evaluations.length; group++) {
            Evaluation evaluation = evaluations[group];
            if (evaluation != null) {
                run(rules.get(group), evaluation);
            }
        }
        return runs;
    }

    private void want(Place place, CheckRun run, @Nullable Evaluation[] evaluations) {
        Evaluation evaluation = evaluations[place.group()];
        if (evaluation == null) {
            evaluation = new Evaluation(groups.get(place.group()).forms().size());
            evaluations[place.group()] = evaluation;
        }
        evaluation.want(place.slot(), run);
    }

    private static void run(RuleBase base, Evaluation evaluation) {
        try {
            base.run(evaluation);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            evaluation.fail("Drools could not run the rules: " + e);
        }
    }

    private CheckOutcome withoutRun(String id, FactValues values) {
        Place place = places.get(id);
        if (place != null) {
            return place.check().notReported(values);
        }
        CheckOutcome outcome = fixed.get(id);
        return outcome == null ? CheckOutcome.Failed.notCompiled(id) : outcome;
    }

    /** Waits for the evaluations that are under way. Whoever still holds this holds no generated class any more. */
    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                rules.clear();
                groups.forEach(group -> bases.release(group.text()));
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
