package io.techinsights.checker.drl;

import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Checks of this type ready to run; those that are not valid have their outcome already. */
final class DrlChecks implements CompiledChecks {
    private final DrlBases bases;
    private final Workers workers;
    private final Map<String, DrlCheck> checks;
    private final Map<String, CheckOutcome> fixed;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Takes what was compiled.
     *
     * @param checks by id, the text of each acquired once from the bases, to be released by this
     * @param fixed the outcome of each check that cannot be run, by id
     */
    DrlChecks(DrlBases bases, Workers workers, Map<String, DrlCheck> checks, Map<String, CheckOutcome> fixed) {
        this.bases = bases;
        this.workers = workers;
        this.checks = new ConcurrentHashMap<>(checks);
        this.fixed = Map.copyOf(fixed);
    }

    /** Those that can be run, by id; none after {@link #close()}. */
    Map<String, DrlCheck> checks() {
        return checks;
    }

    @Override
    public Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts facts) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("These checks are closed; compile them again");
            }
            return run(checkIds, facts);
        } finally {
            life.readLock().unlock();
        }
    }

    private Map<String, CheckOutcome> run(Collection<String> checkIds, EntityFacts facts) {
        var world = new World(facts);
        Map<String, CheckOutcome> outcomes = new HashMap<>();
        List<DrlRun> runs = new ArrayList<>();
        for (String id : new LinkedHashSet<>(checkIds)) {
            DrlCheck check = checks.get(id);
            Optional<CheckOutcome> known = check == null ? Optional.of(fixed(id)) : check.withoutRun(facts);
            known.ifPresent(outcome -> outcomes.put(id, outcome));
            if (check != null && known.isEmpty()) {
                runs.add(new DrlRun(check, world));
            }
        }
        outcomes.putAll(workers.run(runs));
        Map<String, CheckOutcome> inOrder = new LinkedHashMap<>();
        checkIds.forEach(id -> inOrder.put(id, outcomes.get(id)));
        return inOrder;
    }

    private CheckOutcome fixed(String id) {
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
                checks.values().forEach(check -> bases.release(check.text()));
                checks.clear();
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
