package io.techinsights.benchmarks.catalog;

import io.techinsights.benchmarks.process.JavaProcess;
import io.techinsights.standalone.TechInsights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The retrievers' role as a process of its own, with a heap that is small and stays so. */
final class RetrieversProcess implements AutoCloseable {
    static final int HEAP_MIB = 128;
    private final JavaProcess process;

    RetrieversProcess(Path folder, Path config) throws IOException {
        process = new JavaProcess(
                List.of("-Xmx" + HEAP_MIB + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
                TechInsights.class,
                List.of(
                        "run",
                        "--roles=retrievers",
                        "--port=0",
                        "--config=" + config,
                        "--data-dir=" + folder.resolve("data")),
                folder.resolve("retrievers.log"));
    }

    /** The most memory it had so far; 0 where the system does not tell. */
    long peakMib() throws IOException {
        return process.memory().peakMib();
    }

    /** Makes sure that it runs. */
    void requireAlive() throws IOException {
        process.requireAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
