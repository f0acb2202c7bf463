package io.techinsights.benchmarks.process;

import io.techinsights.standalone.TechInsights;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The standalone program with the options of the Java machine that {@code bin/tech-insights} gives it. */
public final class StandaloneProcess implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-XX:MetaspaceSize=128m", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 10;

    private final long begunNanos = System.nanoTime();
    private final JavaProcess process;
    private final Ports ports;

    /** Those that it listens on, all of them on the loopback interface. */
    private record Ports(int http, int kafka, int registry) {
        static Ports free() throws IOException {
            InetAddress host = InetAddress.getLoopbackAddress();
            try (var http = new ServerSocket(0, 1, host);
                    var kafka = new ServerSocket(0, 1, host);
                    var registry = new ServerSocket(0, 1, host)) {
                return new Ports(http.getLocalPort(), kafka.getLocalPort(), registry.getLocalPort());
            }
        }
    }

    private StandaloneProcess(Path folder, List<String> arguments) throws IOException {
        ports = Ports.free();
        List<String> all = new ArrayList<>(List.of(
                "standalone",
                "--data-dir=" + folder.resolve("data"),
                "--port=" + ports.http(),
                "--kafka-port=" + ports.kafka(),
                "--registry-port=" + ports.registry()));
        all.addAll(arguments);
        process = new JavaProcess(OPTIONS, TechInsights.class, all, folder.resolve("standalone.log"));
    }

    /**
     * Starts it.
     *
     * @param folder where its data lies, and its log
     * @param arguments further ones; without a configuration it is the demo
     */
    public static StandaloneProcess start(Path folder, List<String> arguments) throws IOException {
        return new StandaloneProcess(folder, arguments);
    }

    /** Waits until it says that it is ready; how long that took, from before there was a process. */
    public Duration awaitReady() throws IOException, InterruptedException, TimeoutException {
        while (!instance().isReady()) {
            process.requireAlive();
            if (System.nanoTime() - begunNanos > PATIENCE.toNanos()) {
                throw new TimeoutException("Not ready after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** Where it is asked. */
    public Instance instance() {
        return new Instance(URI.create("http://127.0.0.1:" + ports.http()));
    }

    /** Where its broker answers. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    /** Where its schema registry answers. */
    public URI schemaRegistry() {
        return URI.create("http://127.0.0.1:" + ports.registry());
    }

    /** What it takes. */
    public ProcessMemory memory() throws IOException {
        return process.memory();
    }

    /** Has it collect its garbage, and waits for that. */
    public void collectGarbage() throws IOException, InterruptedException {
        process.collectGarbage();
    }

    /** Makes sure that it runs. */
    public void requireAlive() throws IOException {
        process.requireAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
