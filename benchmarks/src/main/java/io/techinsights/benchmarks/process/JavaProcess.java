package io.techinsights.benchmarks.process;

import io.techinsights.benchmarks.figure.Program;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program of this class path, but for the benchmarks themselves, as a process of its own, which ends with this one. */
public final class JavaProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final Path log;

    /**
     * Starts it.
     *
     * @param options of the Java machine
     * @param log takes all that it prints
     */
    public JavaProcess(List<String> options, Class<?> program, List<String> arguments, Path log) throws IOException {
        this(List.of(), options, program, arguments, log);
    }

    /**
     * The same, started by a program that sets something and gives its place to it, as {@code taskset -c 0} does.
     *
     * @param starter with its arguments; none where it is empty
     */
    public JavaProcess(List<String> starter, List<String> options, Class<?> program, List<String> arguments, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.add(java("java"));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath());
        command.add(program.getName());
        command.addAll(arguments);
        this.log = log;
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** Without the benchmarks the program logs as it does for its users. */
    private static String classPath() {
        CodeSource benchmarks = JavaProcess.class.getProtectionDomain().getCodeSource();
        Path left = Path.of(URI.create(benchmarks.getLocation().toString()));
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        !entry.isEmpty() && !Path.of(entry).toAbsolutePath().equals(left))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What it takes now, and at the most took; nothing where the system does not tell. */
    public ProcessMemory memory() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return ProcessMemory.of(Files.exists(status) ? Files.readAllLines(status) : List.of());
    }

    /** Has it collect its garbage, and waits for that. */
    public void collectGarbage() throws IOException, InterruptedException {
        Program.run(Path.of("."), List.of(java("jcmd"), Long.toString(process.pid()), "GC.run"));
    }

    /**
     * Makes sure that it runs.
     *
     * @throws IllegalStateException where it ended, with all that it printed
     */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "The process ended with exit code " + process.exitValue() + ": " + Files.readString(log));
        }
    }

    /** Tells it to end, and ends it where it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
