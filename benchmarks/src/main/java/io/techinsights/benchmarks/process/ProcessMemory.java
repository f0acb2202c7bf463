package io.techinsights.benchmarks.process;

import java.util.List;

/**
 * Memory of a process that is its own and in place, as Linux counts it.
 *
 * @param residentMib now; 0 where it is not known
 * @param peakMib the most there was; 0 where it is not known
 */
public record ProcessMemory(long residentMib, long peakMib) {

    /** Reads {@code /proc/PID/status}. */
    static ProcessMemory of(List<String> status) {
        return new ProcessMemory(mib(status, "VmRSS:"), mib(status, "VmHWM:"));
    }

    private static long mib(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
