package io.techinsights.factstore;

import io.techinsights.streams.config.Section;
import java.time.Duration;

/**
 * How the fact store works.
 *
 * @param sweepInterval the time between two looks for expired rows; readers never see one in any case
 * @param sweepBatch rows that one look deletes at most, in each partition; what is left follows shortly
 */
public record FactStoreSettings(Duration sweepInterval, int sweepBatch) {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
    private static final int DEFAULT_BATCH = 1000;

    public FactStoreSettings {
        if (sweepInterval.toMillis() < 1) {
            throw new IllegalArgumentException("is " + sweepInterval + ", expected a millisecond or more");
        }
        if (sweepBatch < 1) {
            throw new IllegalArgumentException("is " + sweepBatch + ", expected 1 or more");
        }
    }

    /** What holds where nothing is configured. */
    public static FactStoreSettings defaults() {
        return new FactStoreSettings(DEFAULT_INTERVAL, DEFAULT_BATCH);
    }

    /** Reads {@code techInsights.factStore}. */
    public static FactStoreSettings of(Section techInsights) {
        Section factStore = techInsights.section("factStore");
        Duration interval = factStore.duration("sweepInterval").orElse(DEFAULT_INTERVAL);
        if (interval.toMillis() < 1) {
            factStore.problem("sweepInterval", "is " + interval + ", expected a millisecond or more");
            interval = DEFAULT_INTERVAL;
        }
        var settings = new FactStoreSettings(interval, factStore.integer("sweepBatch", DEFAULT_BATCH, 1, 1_000_000));
        factStore.done();
        return settings;
    }
}
