package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.result.CheckResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings every entity's results up to a changed set of checks, in bounded steps between facts. A result says by which
 * definition it was judged, so what a crash or a newer change interrupts is found again.
 */
final class ReevaluationSweep {
    private static final int ENTITIES_PER_STEP = 100;

    private final KnownEntities entities;
    private final CheckResults results;
    private @Nullable CheckSet swept;
    private Map<String, String> hashes = new HashMap<>();
    private Set<String> changed = Set.of();
    private boolean removedSome;
    private String cursor = "";
    private boolean finished = true;

    ReevaluationSweep(KnownEntities entities, CheckResults results) {
        this.entities = entities;
        this.results = results;
    }

    /**
     * Goes on by a bounded number of entities.
     *
     * @return whether nothing is left to do
     * @param evaluate an entity by these checks
     * @param withdraw the result of an entity and a check that is gone
     */
    boolean step(CheckSet set, BiConsumer<String, Collection<Check>> evaluate, BiConsumer<String, String> withdraw) {
        if (set != swept) {
            begin(set);
        }
        if (finished) {
            return true;
        }
        List<String> batch = entities.after(cursor, ENTITIES_PER_STEP);
        for (String entity : batch) {
            mend(set, entity, evaluate, withdraw);
            cursor = entity;
        }
        finished = batch.isEmpty();
        return finished;
    }

    private void begin(CheckSet set) {
        Map<String, String> now = new HashMap<>();
        set.checks().forEach(check -> now.put(check.id(), check.contentHash()));
        Set<String> different = new LinkedHashSet<>(finished ? Set.of() : changed);
        now.forEach((id, hash) -> {
            if (!hash.equals(hashes.get(id))) {
                different.add(id);
            }
        });
        removedSome =
                (!finished && removedSome) || swept == null || !now.keySet().containsAll(hashes.keySet());
        changed = different;
        hashes = now;
        swept = set;
        cursor = "";
        finished = changed.isEmpty() && !removedSome;
    }

    private void mend(
            CheckSet set,
            String entity,
            BiConsumer<String, Collection<Check>> evaluate,
            BiConsumer<String, String> withdraw) {
        List<Check> outdated = changed.stream()
                .flatMap(id -> set.check(id).stream())
                .filter(check -> results.get(entity, check.id())
                        .filter(result -> result.getCheckHash().equals(check.contentHash()))
                        .isEmpty())
                .toList();
        evaluate.accept(entity, outdated);
        if (removedSome) {
            results.checkIds(entity).stream()
                    .filter(id -> set.check(id).isEmpty())
                    .forEach(id -> withdraw.accept(entity, id));
        }
    }
}
