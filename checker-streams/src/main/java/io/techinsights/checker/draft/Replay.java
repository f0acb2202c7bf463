package io.techinsights.checker.draft;

import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The replay of one partition. What is remembered grows with its entities, never with its rows: of each the newest row of
 * each retriever, and its status.
 */
final class Replay {
    private final Trial trial;
    private final Days days;
    private final @Nullable Map<EntityRef, Boolean> selected;
    private final DayCounts counts;
    private final Map<EntityRef, ReplayedEntity> entities = new HashMap<>();

    /**
     * @param selected whether the filter selects each entity of the catalog; null where there is no filter
     */
    Replay(Trial trial, Days days, @Nullable Map<EntityRef, Boolean> selected) {
        this.trial = trial;
        this.days = days;
        this.selected = selected;
        this.counts = new DayCounts(days.count());
    }

    /** Takes a row in, in the order of its topic. */
    void accept(FactRow row) {
        if (!row.observedAt().isBefore(days.to())) {
            return;
        }
        Boolean chosen = selected == null ? Boolean.TRUE : selected.get(row.entity());
        ReplayedEntity entity = entities.computeIfAbsent(row.entity(), ReplayedEntity::new);
        if (Boolean.TRUE.equals(chosen)) {
            entity.observe(row, trial, this::became);
        } else if (entity.status() == null) {
            CheckStatus fixed =
                    chosen == null ? trial.unknown(row.entity(), row.observedAt()) : CheckStatus.NOT_APPLICABLE;
            entity.fix(fixed, row.observedAt(), this::became);
        }
    }

    /** What was at the start is no flip, nor is what happened before. */
    private boolean became(@Nullable CheckStatus before, CheckStatus after, Instant at) {
        int day = days.seenFrom(at);
        counts.become(day, before, after);
        boolean flip = before != null && days.contains(at);
        if (flip) {
            counts.flip(day);
        }
        return flip;
    }

    /** There are no more rows: lets time go by to the end of the range. */
    void end() {
        entities.values().forEach(entity -> entity.growOlder(days.to(), trial, this::became));
    }

    DayCounts counts() {
        return counts;
    }

    Map<EntityRef, ReplayedEntity> entities() {
        return entities;
    }
}
