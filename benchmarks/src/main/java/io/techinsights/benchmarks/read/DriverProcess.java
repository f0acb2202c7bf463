package io.techinsights.benchmarks.read;

import io.techinsights.schemas.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link LoadDriver} whose garbage and compiled code are not the server's. It stays warm from load to load. */
final class DriverProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter loads;
    private final BufferedReader outcomes;

    DriverProcess() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadDriver.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        loads = process.outputWriter(StandardCharsets.UTF_8);
        outcomes = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Drives a load to its end.
     *
     * @throws IOException where the process ended instead
     */
    Driven drive(Load load) throws IOException {
        loads.write(Json.MAPPER.writeValueAsString(load));
        loads.newLine();
        loads.flush();
        String outcome = outcomes.readLine();
        if (outcome == null) {
            throw new IOException("The driver ended");
        }
        return Json.MAPPER.readValue(outcome, Driven.class);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        loads.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
