package io.techinsights.benchmarks.process;

/** Reads what {@code /metrics} answers. */
final class Metrics {
    private Metrics() {}

    /**
     * The sum of all parts of the heap.
     *
     * @throws IllegalArgumentException where there are none
     */
    static long usedHeapBytes(String metrics) {
        double bytes = metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        if (bytes == 0) {
            throw new IllegalArgumentException("No jvm_memory_used_bytes of the heap is among the metrics");
        }
        return (long) bytes;
    }
}
