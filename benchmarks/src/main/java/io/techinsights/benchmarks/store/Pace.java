package io.techinsights.benchmarks.store;

/**
 * How fast facts were stored.
 *
 * @param perSecond facts, by the clock on the wall
 * @param cpuMicros of this whole process for one fact, the broker's and RocksDB's threads included: other programs on the
 *     machine move it less than the rate
 */
public record Pace(double perSecond, double cpuMicros) {}
