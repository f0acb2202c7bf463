package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Checks of this type ready to run: the valid ones in slots of groups, the others with their outcome fixed. Groups may be shared
 * with sets before and after this one, and an evaluation runs only those that a check asked for sits in.
 */
final class CompiledRules implements CompiledChecks {
    private static final int MANY_SELECTIONS = 64;

    private final RuleBases bases;
    private final FactTable facts;
    private final List<RuleGroup> groups;
    private final List<RuleBase> rules;
    private final Map<String, Seat> seats;
    private final Addresses addresses;
    private final Map<String, CheckOutcome> fixed;
    private final Map<List<String>, Selection> selections = new ConcurrentHashMap<>();
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private volatile @Nullable Selection latest;
    private boolean closed;

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
        this.rules = new ArrayList<>(groups.values());
        this.seats = Map.copyOf(seats);
        this.addresses = new Addresses(this.groups, seats.values(), facts);
        this.fixed = Map.copyOf(fixed);
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
            Selection selection = selection(checkIds);
            var run = new EntityRun(entity, selection);
            for (Share share : selection.shares()) {
                int wanted = share.wanted(run);
                if (wanted != 0) {
                    run(rules.get(share.group()), run, share, wanted);
                }
            }
            return outcomes(selection, run);
        } finally {
            life.readLock().unlock();
        }
    }

    /** A copy of a list that cannot change is that list, so the same one is mostly asked for again. */
    private Selection selection(Collection<String> checkIds) {
        List<String> asked = List.copyOf(checkIds);
        Selection last = latest;
        if (last != null && last.isOf(asked)) {
            return last;
        }
        Selection known = selections.get(asked);
        if (known == null) {
            known = new Selection(asked, addresses::of, facts);
            if (selections.size() >= MANY_SELECTIONS) {
                selections.clear();
            }
            selections.put(asked, known);
        }
        latest = known;
        return known;
    }

    private static void run(RuleBase base, EntityRun run, Share share, int wanted) {
        try {
            share.decide(run);
            run.judge(share, base.run(run, share, wanted));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            String cause = e.getCause() == null ? "" : ": " + e.getCause();
            share.fail(run, wanted, "Drools could not run the rules: " + e + cause);
        }
    }

    private Map<String, CheckOutcome> outcomes(Selection selection, EntityRun run) {
        @Nullable CheckOutcome[] outcomes = new CheckOutcome[selection.size()];
        for (int position = 0; position < outcomes.length; position++) {
            RuleCheck check = selection.check(position);
            outcomes[position] =
                    check == null ? withoutRule(selection.ids().get(position)) : outcome(check, run, position);
        }
        return new Outcomes(selection, outcomes);
    }

    private static CheckOutcome outcome(RuleCheck check, EntityRun run, int position) {
        if (!run.isComplete() && !check.isReported(run)) {
            return check.notReported(run);
        }
        JsonNode tree = new LazyTree(run, position);
        String error = run.error(position);
        return error == null
                ? new CheckOutcome.Judged(BooleanNode.valueOf(run.passed(position)), tree)
                : new CheckOutcome.Failed(error, tree);
    }

    private CheckOutcome withoutRule(String id) {
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
