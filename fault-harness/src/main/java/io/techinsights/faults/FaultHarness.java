package io.techinsights.faults;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Folders;
import io.techinsights.faults.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the harness. */
@Command(
        name = "fault-harness",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs three brokers, a schema registry and instances of each role as processes, hurts them at random while",
            "facts are written and answers read, and compares all that came out with a model.",
            "Ends with 0 only where everything was equal."
        })
public final class FaultHarness implements Callable<Integer> {
    private static final long MILLIS_PER_MINUTE = 60_000;

    @Option(names = "--seed", description = "Decides what goes wrong and when. Default: the time")
    private long seed = System.currentTimeMillis();

    @Option(names = "--minutes", defaultValue = "5", description = "How long. Default: ${DEFAULT-VALUE}")
    private double minutes;

    @Option(
            names = "--instances",
            defaultValue = "2",
            description = "Of facts and of checks. Default: ${DEFAULT-VALUE}")
    private int instances;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Only these kinds: kill-broker, pause-broker, kill-instance, pause-instance, wipe-state, scale,"
                            + " stop-registry; none for no fault at all. Default: all kinds")
    private @Nullable Set<String> kinds;

    @Option(
            names = "--dir",
            description =
                    "Where everything is kept; that of another run is deleted. Default: target/fault-harness/<seed>")
    private @Nullable Path dir;

    /** Runs it; exit codes: 0 everything was equal, 1 it was not or could not be found out, 2 it was asked wrongly. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new FaultHarness()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = dir == null ? Path.of("target", "fault-harness", Long.toString(seed)) : dir;
        if (Files.exists(folder) && !Files.exists(folder.resolve("logs"))) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--dir " + folder + " is there and is not of another run: expected a new folder");
        }
        Folders.delete(folder);
        var wanted = new HarnessRun.Wanted(
                seed,
                Duration.ofMillis((long) (minutes * MILLIS_PER_MINUTE)),
                new Cluster.Size(1, instances, instances),
                faults(),
                folder);
        return new HarnessRun(wanted, System.out).run() ? 0 : 1;
    }

    private Set<FaultKind> faults() {
        Set<FaultKind> chosen = EnumSet.noneOf(FaultKind.class);
        if (kinds == null) {
            return EnumSet.allOf(FaultKind.class);
        }
        kinds.stream().filter(kind -> !kind.equals("none")).map(FaultKind::of).forEach(chosen::add);
        return chosen;
    }
}
