package io.techinsights.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sees to it that no process outlives this one, however this one ends: a shell that is told the number of each process,
 * waits for the end of its input, and then kills those that still run and belong to the same folder. A process that is
 * paused could not do so itself.
 */
final class Guardian implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            all=''
            while read -r pid; do all="$all $pid"; done
            for pid in $all; do
              case "$(ps -ww -o args= -p "$pid" 2>/dev/null)" in
                *"$1"*) kill -KILL "$pid" 2>/dev/null ;;
              esac
            done
            """;

    private final Process shell;
    private final Writer pids;

    /**
     * @param folder the command line of every process names it
     */
    Guardian(Path folder) {
        try {
            this.shell = new ProcessBuilder("sh", "-c", SCRIPT, "guardian", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("A shell is needed to guard processes", e);
        }
        this.pids = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    synchronized void watch(Process process) {
        try {
            pids.write(process.pid() + "\n");
            pids.flush();
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException("The guardian of the processes is gone", e);
        }
    }

    /** Kills what still runs. */
    @Override
    public synchronized void close() {
        try {
            pids.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shell.onExit().join();
    }
}
