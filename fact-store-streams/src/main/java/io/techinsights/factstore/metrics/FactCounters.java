package io.techinsights.factstore.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What became of rows, in numbers.
 *
 * @param admitted rows that were kept, or said nothing new
 * @param unchanged of those, rows that said nothing new where only changes are kept
 * @param repeated rows that were pushed again under a key that was known
 * @param refused records that went to the dead letters
 * @param late rows that were already beyond their time-to-live, or behind the newest max-items, when they came
 * @param expired rows that the sweep deleted
 * @param purged retrievers' rows that left with their entity
 */
public record FactCounters(
        Counter admitted,
        Counter unchanged,
        Counter repeated,
        Counter refused,
        Counter late,
        Counter expired,
        Counter purged) {
    /** Registers them. */
    public static FactCounters of(MeterRegistry meters) {
        return new FactCounters(
                counter(meters, "admitted", "Fact rows that were kept, or said what was known"),
                counter(meters, "unchanged", "Admitted fact rows that said what was known and added no row"),
                counter(meters, "repeated", "Fact rows that were pushed again under their key, and added nothing"),
                counter(meters, "refused", "Records of fact topics that went to the dead letters"),
                counter(meters, "late", "Fact rows that came too late to be kept"),
                counter(
                        meters,
                        "expired",
                        "Fact rows deleted because their time-to-live was over or their retriever forgotten"),
                counter(meters, "purged", "Latest facts deleted because their entity left the catalog"));
    }

    private static Counter counter(MeterRegistry meters, String what, String description) {
        return Counter.builder("tech.insights.facts." + what)
                .description(description)
                .register(meters);
    }
}
