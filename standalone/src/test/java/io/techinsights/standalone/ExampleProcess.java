package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of docs/consumers that runs, and what it has printed. */
record ExampleProcess(Process process, Path out, Path errors) implements AutoCloseable {
    static ExampleProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile("example", ".out");
        Path errors = Files.createTempFile("example", ".err");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new ExampleProcess(builder.start(), out, errors);
    }

    /** The whole lines that it has printed. */
    List<String> lines() throws IOException {
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** What it has said beside them. */
    String complaints() throws IOException {
        return Files.readString(errors);
    }

    /** Waits until it ends by itself. */
    int await() throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** As SIGTERM does. */
    void end() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("ends when it is told to")
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(out);
        Files.delete(errors);
    }
}
