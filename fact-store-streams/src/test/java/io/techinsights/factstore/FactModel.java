package io.techinsights.factstore;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.EntityKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the fact store has to do, in lists: slow and plain. */
final class FactModel {
    private final Map<String, FactLifecycle> lifecycles = new HashMap<>();
    private final Map<EntityKey, TreeMap<Instant, FactRow>> rows =
            new TreeMap<>(Comparator.comparing(EntityKey::toString));

    /** What has to have been sent to latest-facts: the key, then the revision or why it is gone. */
    final List<String> sent = new ArrayList<>();

    void announce(String retriever, FactLifecycle lifecycle) {
        lifecycles.put(retriever, lifecycle);
    }

    void take(FactRow row, Instant now) {
        var owner = new EntityKey(row.entity(), row.retrieverId());
        FactLifecycle lifecycle = lifecycles.getOrDefault(row.retrieverId(), new FactLifecycle.Keep());
        if (isExpired(row, lifecycle, now)) {
            return;
        }
        var kept = rows.computeIfAbsent(owner, key -> new TreeMap<>());
        boolean newest = kept.isEmpty() || !row.observedAt().isBefore(kept.lastKey());
        kept.put(row.observedAt(), row);
        while (lifecycle instanceof FactLifecycle.MaxItems max && kept.size() > max.count()) {
            kept.pollFirstEntry();
        }
        if (newest) {
            sent.add(owner + "=" + row.facts().get("revision"));
        }
    }

    void sweep(Instant now) {
        List<String> gone = new ArrayList<>();
        rows.forEach((owner, kept) -> {
            FactLifecycle lifecycle = lifecycles.getOrDefault(owner.id(), new FactLifecycle.Keep());
            if (kept.values().removeIf(row -> isExpired(row, lifecycle, now)) && kept.isEmpty()) {
                gone.add(owner + "=expired");
            }
        });
        rows.values().removeIf(TreeMap::isEmpty);
        sent.addAll(gone);
    }

    void purge(EntityRef entity) {
        rows.keySet().stream()
                .filter(owner -> owner.entity().equals(entity))
                .forEach(owner -> sent.add(owner + "=purged"));
        rows.keySet().removeIf(owner -> owner.entity().equals(entity));
    }

    List<FactRow> visible(EntityKey owner, Instant from, Instant to, Instant now) {
        FactLifecycle lifecycle = lifecycles.getOrDefault(owner.id(), new FactLifecycle.Keep());
        return rows.getOrDefault(owner, new TreeMap<>()).values().stream()
                .filter(row ->
                        !row.observedAt().isBefore(from) && !row.observedAt().isAfter(to))
                .filter(row -> !isExpired(row, lifecycle, now))
                .toList();
    }

    Map<EntityKey, Integer> counts() {
        Map<EntityKey, Integer> counts = new HashMap<>();
        rows.forEach((owner, kept) -> counts.put(owner, kept.size()));
        return counts;
    }

    private static boolean isExpired(FactRow row, FactLifecycle lifecycle, Instant now) {
        return lifecycle instanceof FactLifecycle.TimeToLive ttl
                && row.observedAt().isBefore(now.minus(ttl.age()));
    }
}
