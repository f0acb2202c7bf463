package io.techinsights.benchmarks.store;

import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;

/** How long the app's consumers let pass between two polls, as they say themselves of the last minute. */
final class PollGaps {
    private static final String GAP = "time-between-poll-max";
    private static final String IDLE = "poll-idle-ratio-avg";

    private final KafkaStreams app;
    private double longestMillis;
    private double leastIdle = 1;

    PollGaps(KafkaStreams app) {
        this.app = app;
    }

    /** Looks once more. */
    void look() {
        longestMillis = Math.max(longestMillis, worst(GAP, true));
        leastIdle = Math.min(leastIdle, worst(IDLE, false));
    }

    private double worst(String metric, boolean greatest) {
        var values = app.metrics().values().stream()
                .filter(one -> one.metricName().name().equals(metric))
                .filter(one ->
                        !one.metricName().tags().getOrDefault("client-id", "").contains("restore"))
                .map(one -> one.metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .filter(value -> !Double.isNaN(value));
        return greatest ? values.max().orElse(0) : values.min().orElse(1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "longest time between two polls %.0f ms of the %s=300000 that are allowed; idle in polls %.0f %% at least",
                longestMillis,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                leastIdle * 100);
    }
}
