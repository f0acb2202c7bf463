package io.techinsights.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java program in a process of its own, which can be started again after its end, and writes one log all the while. */
public final class Child {
    private static final Duration STOP = Duration.ofSeconds(45);

    private final String name;
    private final List<String> command;
    private final Path log;
    private final Guardian guardian;
    private @Nullable Process process;
    private boolean paused;
    private boolean wanted;

    /**
     * @param folder of all processes together, which its command line names
     * @param heap of the Java machine, {@code 256m} say
     * @param program the main class and its arguments
     */
    Child(String name, Path folder, Guardian guardian, String heap, List<String> program) {
        this.name = name;
        this.log = folder.resolve("logs").resolve(name + ".log");
        this.guardian = guardian;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfaults.folder=" + folder,
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(program);
    }

    /** For messages, and the name of its log. */
    public String name() {
        return name;
    }

    /** Starts it; it runs, which does not yet mean that it can do its work. */
    public synchronized void start() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            guardian.watch(started);
            process = started;
            paused = false;
            wanted = true;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** Whether there is a process, paused or not. */
    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether there is a process that can answer. */
    public synchronized boolean isAwake() {
        return isAlive() && !paused;
    }

    /** Starts it where it ended though nobody ended it, as a supervisor does; false where there was no need. */
    synchronized boolean startAgain() {
        if (!wanted || isAlive()) {
            return false;
        }
        start();
        return true;
    }

    /** As {@code kill -9} does. */
    public synchronized void kill() {
        wanted = false;
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** As an operator does; a process that does not end within its time is killed. */
    public synchronized void stop() throws InterruptedException {
        wanted = false;
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    /** Takes its time away, as a machine that swaps or a long collection does. */
    public synchronized void pause() {
        signal("-STOP");
        paused = true;
    }

    /** Gives it back. */
    public synchronized void resume() {
        signal("-CONT");
        paused = false;
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", signal, Long.toString(running.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be sent " + signal, e);
        }
    }
}
