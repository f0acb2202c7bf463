package io.techinsights.benchmarks.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program beside this one, run to its end. */
public final class Program {
    private Program() {}

    /**
     * What it prints. What it has to say of errors goes where this process's errors go.
     *
     * @throws IOException where there is no such program, or it fails
     */
    public static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("'" + String.join(" ", command) + "' ended with exit code " + code);
            }
            return printed;
        } finally {
            process.destroy();
        }
    }

    /** Whether a program can be started at all. */
    public static boolean isThere(String program) throws InterruptedException {
        try {
            run(Path.of("."), List.of(program, "--version"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
