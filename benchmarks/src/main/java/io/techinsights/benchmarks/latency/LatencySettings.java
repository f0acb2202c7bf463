package io.techinsights.benchmarks.latency;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a run may be told by properties of the Java machine, {@code -Dlatency.commitMillis=30} say.
 *
 * @param warmUp {@code latency.warmUpSeconds}: what is due so early is not counted
 * @param measured {@code latency.seconds}
 * @param entities {@code latency.entities}
 * @param sweptEntities {@code reevaluation.entities}
 * @param commitMillis {@code latency.commitMillis}: the commit interval of both apps; that of production where there is none
 */
record LatencySettings(Duration warmUp, Duration measured, int entities, int sweptEntities, OptionalInt commitMillis) {

    static LatencySettings ofProperties() {
        Integer commitMillis = Integer.getInteger("latency.commitMillis");
        return new LatencySettings(
                Duration.ofSeconds(Integer.getInteger("latency.warmUpSeconds", 10)),
                Duration.ofSeconds(Integer.getInteger("latency.seconds", 20)),
                Integer.getInteger("latency.entities", 10_000),
                Integer.getInteger("reevaluation.entities", 100_000),
                commitMillis == null ? OptionalInt.empty() : OptionalInt.of(commitMillis));
    }

    /** The commit interval, for a person. */
    String commits() {
        return commitMillis.isPresent()
                ? "commits every " + commitMillis.getAsInt() + " ms"
                : "commits as in production";
    }
}
