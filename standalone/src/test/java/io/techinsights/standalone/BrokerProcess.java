package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The broker and the registry as a process of their own. */
record BrokerProcess(Process process, String kafka, URI registry) implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Ready: Kafka (\\S+?), schema registry (\\S+)");

    /** Processes that test at the same time look for ports apart from each other. */
    private static final int FORK = Integer.getInteger("surefire.forkNumber", 1) - 1;

    private static final int PORTS_OF_A_FORK = 1_000;

    /** Starts it, and waits until it is ready; a port 0 is any that is free. */
    static BrokerProcess start(Path folder, int kafkaPort, int registryPort) throws IOException {
        Path errors = Files.createTempFile("broker", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TechInsights.class.getName(),
                        "broker",
                        "--data-dir=" + folder,
                        "--kafka-port=" + kafkaPort,
                        "--registry-port=" + registryPort)
                .redirectError(errors.toFile())
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new BrokerProcess(process, ready.group(1), URI.create(ready.group(2)));
            }
        }
        throw new AssertionError("It ended before it was ready: " + Files.readString(errors));
    }

    /** A free port below those that clients take by themselves, so that none of them sits on it while the broker is away. */
    static int freePort(int from) throws IOException {
        int first = from + FORK * PORTS_OF_A_FORK;
        return IntStream.range(first, first + PORTS_OF_A_FORK)
                .filter(BrokerProcess::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException("no port from " + first + " on is free"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    int kafkaPort() {
        return Integer.parseInt(kafka.substring(kafka.lastIndexOf(':') + 1));
    }

    /** As SIGTERM does. */
    int end() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
