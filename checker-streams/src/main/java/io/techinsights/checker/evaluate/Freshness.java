package io.techinsights.checker.evaluate;

import io.techinsights.checker.check.Check;
import io.techinsights.schemas.fact.FactSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * How old facts may be: what the check says, or else twice the cadence of their retriever, so that one run may fail. Facts
 * of a retriever without a known cadence never grow stale by age.
 */
public final class Freshness {
    private final Function<String, Optional<FactSchema>> schemas;

    /**
     * @param schemas what each retriever announced
     */
    public Freshness(Function<String, Optional<FactSchema>> schemas) {
        this.schemas = schemas;
    }

    /** The age from which on this check does not judge by facts of this retriever. */
    public Optional<Duration> limit(Check check, String retrieverId) {
        return check.staleAfter() != null
                ? Optional.of(check.staleAfter())
                : schemas.apply(retrieverId)
                        .flatMap(schema -> Optional.ofNullable(schema.cadence()))
                        .map(cadence -> cadence.multipliedBy(2));
    }

    /** When facts of this retriever that were observed then become stale for this check. */
    public Optional<Instant> deadline(Check check, String retrieverId, Instant observedAt) {
        return limit(check, retrieverId).map(observedAt::plus);
    }
}
