package io.techinsights.streams.app;

import io.techinsights.streams.config.Section;

/**
 * How the stores of a process are kept.
 *
 * @param standbyReplicas copies of each partition on other instances
 * @param memoryBytes of all RocksDB stores of the process together: blocks that were read, indexes, and writes to come
 * @param leaveOnStop whether the others take over at once when the process ends; false where it comes back within the
 *     session timeout of its groups, as in a rolling restart
 */
public record StateSettings(int standbyReplicas, long memoryBytes, boolean leaveOnStop) {
    private static final int MIB = 1024 * 1024;

    /** What holds where nothing is configured. */
    public static StateSettings defaults() {
        return new StateSettings(0, SharedRocksMemory.DEFAULT_BYTES, true);
    }

    static StateSettings of(Section kafka) {
        StateSettings defaults = defaults();
        return new StateSettings(
                kafka.integer("standbyReplicas", defaults.standbyReplicas(), 0, 100),
                (long) MIB * kafka.integer("stateMemoryMiB", (int) (defaults.memoryBytes() / MIB), 8, 1_000_000),
                kafka.flag("leaveOnStop", defaults.leaveOnStop()));
    }
}
