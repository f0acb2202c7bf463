package io.techinsights.benchmarks.scale;

import io.techinsights.benchmarks.figure.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cores that this process may use, dealt out to others.
 *
 * @param numbers none where nobody can be kept to one
 */
record Cores(List<Integer> numbers) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final String STARTER = "taskset";

    Cores {
        numbers = List.copyOf(numbers);
    }

    /** Those of this machine, where it is Linux with {@code taskset}. */
    static Cores here() throws IOException, InterruptedException {
        return Files.isReadable(STATUS) && Program.isThere(STARTER)
                ? new Cores(allowed(Files.readAllLines(STATUS)))
                : new Cores(List.of());
    }

    /** Reads {@code /proc/PID/status}. */
    static List<Integer> allowed(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(ALLOWED))
                .flatMap(line ->
                        Arrays.stream(line.substring(ALLOWED.length()).strip().split(",", -1)))
                .flatMap(Cores::range)
                .toList();
    }

    private static Stream<Integer> range(String range) {
        String[] ends = range.split("-", -1);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                .boxed();
    }

    /** What a program is started by that is kept to a core: the next for the next number, the first again after the last. */
    List<String> starter(int number) {
        return numbers.isEmpty()
                ? List.of()
                : List.of(STARTER, "-c", Integer.toString(numbers.get(number % numbers.size())));
    }

    /** How so many programs lie, for a person. */
    String describe(int programs) {
        if (numbers.isEmpty()) {
            return "on no core of their own";
        }
        int shared = (programs + numbers.size() - 1) / numbers.size();
        return shared == 1
                ? "each on a core of its own"
                : "up to " + shared + " on each of " + numbers.size() + " cores";
    }
}
