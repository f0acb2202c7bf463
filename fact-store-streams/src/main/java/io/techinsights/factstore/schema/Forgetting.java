package io.techinsights.factstore.schema;

import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.Oblivion;
import io.techinsights.schemas.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Forgets a retriever: its last announcement is announced once more, with the time from which on nothing of it counts. A
 * tombstone would say the same only for as long as it is not compacted away.
 */
public final class Forgetting {
    private static final String NO_VERSION = "0.0.0";

    private final FactSchemas schemas;
    private final Consumer<FactSchema> announcer;
    private final InstantSource clock;

    /**
     * @param announcer writes an announcement, and returns when it can be read here
     */
    public Forgetting(FactSchemas schemas, Consumer<FactSchema> announcer, InstantSource clock) {
        this.schemas = schemas;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * Forgets it; one that is forgotten already stays as it is.
     *
     * @return since when it is forgotten
     * @throws io.techinsights.streams.query.UnavailableException where that could not be written
     */
    public Instant forget(String retrieverId) {
        FactSchema known = schemas.announcement(retrieverId).orElseGet(() -> silent(retrieverId));
        if (known.oblivion() instanceof Oblivion.Forgotten forgotten) {
            return forgotten.since();
        }
        var now = new Oblivion.Forgotten(clock.instant());
        announcer.accept(known.with(now.after(known.oblivion())));
        return now.since();
    }

    /** A retriever that never announced anything may have rows all the same. */
    private static FactSchema silent(String retrieverId) {
        return new FactSchema(
                retrieverId,
                NO_VERSION,
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                Topics.DEFAULT_FACT_TOPIC,
                FactSchema.ORIGIN_PUSH,
                Map.of());
    }
}
