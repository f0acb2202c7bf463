package io.techinsights.streams.query;

import java.util.Optional;

/**
 * What a process has of a partition.
 *
 * @param lag records of all its changelogs that are still to be read; empty where that is not known
 * @param restored of 1, how much of its changelogs has been read; empty where nothing is to be restored
 */
public record PartitionCopy(int partition, Kind kind, Optional<Long> lag, Optional<Double> restored) {
    /** What it is for. */
    public enum Kind {
        /** It is written here. */
        ACTIVE,
        /** It will be written here, once it has been restored. */
        RESTORING,
        /** It follows the one that is written elsewhere. */
        STANDBY
    }
}
