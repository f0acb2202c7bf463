package io.techinsights.checker.rules;

import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final Map<RuleGroup, RuleBase> groups;
    private final Map<String, Seat> seats;
    private final Map<String, CheckOutcome> fixed;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Takes what was compiled.
     *
     * @param groups each acquired once from the rule bases, to be released by this
     * @param seats of the checks that have a rule, by id
     * @param fixed the outcome of each check that no rule was made for, by id
     */
    CompiledRules(
            RuleBases bases,
            Map<RuleGroup, RuleBase> groups,
            Map<String, Seat> seats,
            Map<String, CheckOutcome> fixed) {
        this.bases = bases;
        this.groups = new HashMap<>(groups);
        this.seats = Map.copyOf(seats);
        this.fixed = Map.copyOf(fixed);
    }

    /** Where each check sits, by id. */
    Map<String, Seat> seats() {
        return seats;
    }

    @Override
    public Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts facts) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("These checks are closed; compile them again");
            }
            @Nullable CheckRun[] runs = run(checkIds, facts);
            Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
            int position = 0;
            for (String id : checkIds) {
                CheckRun run = runs[position++];
                outcomes.put(id, run == null ? withoutRun(id, facts) : run.outcome());
            }
            return outcomes;
        } finally {
            life.readLock().unlock();
        }
    }

    /** The run of each check asked for; null where no rule can be asked. */
    private @Nullable CheckRun[] run(Collection<String> checkIds, EntityFacts facts) {
        @Nullable CheckRun[] runs = new CheckRun[checkIds.size()];
        Map<RuleGroup, Evaluation> evaluations = new HashMap<>();
        int position = 0;
        for (String id : checkIds) {
            Seat seat = seats.get(id);
            CheckRun run = seat == null ? null : seat.check().start(facts);
            if (seat != null && run != null) {
                evaluations
                        .computeIfAbsent(
                                seat.group(),
                                group -> new Evaluation(group.forms().size()))
                        .want(seat.slot(), run);
            }
            runs[position++] = run;
        }
        evaluations.forEach(this::run);
        return runs;
    }

    private void run(RuleGroup group, Evaluation evaluation) {
        RuleBase base = groups.get(group);
        if (base == null) {
            throw new IllegalStateException("A check sits in a group that was not compiled");
        }
        try {
            base.run(evaluation);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            evaluation.fail("Drools could not run the rules: " + e);
        }
    }

    private CheckOutcome withoutRun(String id, EntityFacts facts) {
        Seat seat = seats.get(id);
        if (seat != null) {
            return seat.check().notReported(facts);
        }
        CheckOutcome outcome = fixed.get(id);
        return outcome == null
                ? new CheckOutcome.Failed("check '" + id + "' is not among those compiled here", null)
                : outcome;
    }

    /** Waits for the evaluations that are under way. Whoever still holds this holds no generated class any more. */
    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                groups.keySet().forEach(group -> bases.release(group.text()));
                groups.clear();
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
