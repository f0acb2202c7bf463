package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.SweepLog.Reached;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings every entity's results up to a changed set of checks, in bounded steps between facts. What changed, and how far it
 * is, is kept with the results: a crash, a restart, or a newer change in the middle loses nothing and repeats little.
 */
final class ReevaluationSweep {
    private static final int ENTITIES_AT_ONCE = 50;
    private static final int ENTITIES_PER_STEP = 1000;

    private final KnownEntities entities;
    private final SweepLog log;
    private final Judge judge;
    private @Nullable CheckSet followed;
    private Map<String, String> fingerprints = Map.of();
    private Set<String> changed = Set.of();
    private Set<String> removed = Set.of();
    private String target = "";
    private Reached reached = Reached.NOTHING;
    private long total;

    ReevaluationSweep(KnownEntities entities, SweepLog log, Judge judge) {
        this.entities = entities;
        this.log = log;
        this.judge = judge;
    }

    /**
     * Takes notice of the checks there are. To be called before anything is judged by them: from the first result on that is
     * by a new definition, the log says that results are mixed, whatever the definition becomes next.
     */
    void follow(CheckSet set) {
        if (set == followed) {
            return;
        }
        followed = set;
        fingerprints = new TreeMap<>();
        set.checks().forEach(check -> fingerprints.put(check.id(), judge.fingerprint(check)));
        Map<String, String> before = log.checks();
        changed = new LinkedHashSet<>(fingerprints.keySet());
        changed.removeIf(id -> Objects.equals(fingerprints.get(id), before.get(id)));
        removed = new LinkedHashSet<>(before.keySet());
        removed.removeAll(fingerprints.keySet());
        changed.forEach(id -> log.put(id, SweepLog.MIXED));
        removed.forEach(id -> log.put(id, SweepLog.MIXED));
        target = UUID.nameUUIDFromBytes(fingerprints.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        reached = log.reached(target);
        if (entities.after("", 1).isEmpty()) {
            finish();
        } else if (!isThrough()) {
            total = entities.approximateCount();
        }
    }

    /** Whether nothing is left to do. */
    boolean isThrough() {
        return changed.isEmpty() && removed.isEmpty();
    }

    Sweeps.Progress progress() {
        Set<String> checks = new LinkedHashSet<>(changed);
        checks.addAll(removed);
        return isThrough() ? Sweeps.Progress.THROUGH : new Sweeps.Progress(checks, reached.done(), total);
    }

    /**
     * Goes on with the checks {@link #follow followed} last, for a bounded number of entities.
     *
     * @param deadlineNanos when to stop, as {@link System#nanoTime} has it
     * @param judged are judged by what changed, and lose the results of what is gone
     */
    void step(long deadlineNanos, Entities judged) {
        CheckSet set = followed;
        if (set == null || isThrough()) {
            return;
        }
        List<Check> checks =
                changed.stream().flatMap(id -> set.check(id).stream()).toList();
        long enough = reached.done() + ENTITIES_PER_STEP;
        do {
            List<String> batch = entities.after(reached.entity(), ENTITIES_AT_ONCE);
            for (String entity : batch) {
                judged.judge(set, entity, checks);
                removed.forEach(id -> judged.withdraw(entity, id));
                reached = new Reached(entity, reached.done() + 1);
            }
            if (batch.size() < ENTITIES_AT_ONCE) {
                finish();
                return;
            }
        } while (reached.done() < enough && System.nanoTime() - deadlineNanos < 0);
        log.put(target, reached);
    }

    private void finish() {
        changed.forEach(id -> log.put(id, fingerprints.getOrDefault(id, SweepLog.MIXED)));
        removed.forEach(log::remove);
        log.finished();
        changed = Set.of();
        removed = Set.of();
    }
}
