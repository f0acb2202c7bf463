package io.techinsights.benchmarks.catalog;

import io.techinsights.standalone.TechInsights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The retrievers' role as a process of its own, with a heap that is small and stays so. */
final class RetrieversProcess implements AutoCloseable {
    static final int HEAP_MIB = 128;
    private final Process process;

    RetrieversProcess(Path folder, Path config) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TechInsights.class.getName(),
                        "run",
                        "--roles=retrievers",
                        "--port=0",
                        "--config=" + config,
                        "--data-dir=" + folder.resolve("data")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("retrievers.log").toFile())
                .start();
    }

    /** The most memory it had so far; 0 where the system does not tell. */
    long peakMib() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
