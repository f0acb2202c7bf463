package io.techinsights.benchmarks.report;

import io.techinsights.benchmarks.figure.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and of what was measured.
 *
 * @param machine processor, cores, Java
 * @param commit with {@code -dirty} where the sources differ from it
 */
public record Machine(String machine, String commit) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** This one, and the checkout in the working directory. */
    public static Machine here() throws IOException, InterruptedException {
        String machine = "%s, %d cores, Java %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version", "unknown"));
        String commit = Program.run(Path.of("."), List.of("git", "describe", "--always", "--dirty", "--exclude=*"));
        return new Machine(machine, commit.strip());
    }

    private static String processor() throws IOException {
        if (Files.isReadable(PROCESSORS)) {
            for (String line : Files.readAllLines(PROCESSORS)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch", "unknown processor");
    }
}
