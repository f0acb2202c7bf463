package io.techinsights.checker.draft;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.Freshness;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** When the facts of a check grow too old: stale for the check, or expired for everybody. By what is announced now. */
final class ShelfLife {
    private final Map<String, Duration> stale = new HashMap<>();
    private final Map<String, Duration> expired = new HashMap<>();

    ShelfLife(Check check, Freshness freshness, Function<String, Optional<FactSchema>> schemas) {
        for (String retriever : check.factIds()) {
            freshness.limit(check, retriever).ifPresent(limit -> stale.put(retriever, limit));
            schemas.apply(retriever)
                    .map(FactSchema::lifecycle)
                    .filter(FactLifecycle.TimeToLive.class::isInstance)
                    .map(FactLifecycle.TimeToLive.class::cast)
                    .ifPresent(ttl -> expired.put(retriever, ttl.age().plusMillis(1)));
        }
    }

    /** Whether the fact store has let go of a row by then. */
    boolean isExpired(FactRow row, Instant at) {
        Duration age = expired.get(row.retrieverId());
        return age != null && !row.observedAt().plus(age).isAfter(at);
    }

    /** The first moment behind this one at which one of the rows grows too old. */
    Optional<Instant> next(Collection<FactRow> rows, Instant behind) {
        return rows.stream()
                .flatMap(row -> Stream.of(stale, expired)
                        .flatMap(ages -> Optional.ofNullable(ages.get(row.retrieverId())).stream())
                        .map(row.observedAt()::plus))
                .filter(behind::isBefore)
                .min(Instant::compareTo);
    }
}
