package io.techinsights.faults;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.fault.FaultKind;
import io.techinsights.faults.fault.FaultPlan;
import io.techinsights.faults.fault.FaultRun;
import io.techinsights.faults.fault.PlannedFault;
import io.techinsights.faults.load.Load;
import io.techinsights.faults.load.Observations;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One run: a cluster that is started, hurt while it works, left alone until it settles, and compared with the model. */
public final class HarnessRun {
    private final Wanted wanted;
    private final PrintStream out;
    private final long begin = System.nanoTime();

    /**
     * What is to be done.
     *
     * @param length of the time in which faults begin
     * @param folder must not be there yet, or be empty
     */
    public record Wanted(long seed, Duration length, Cluster.Size size, Set<FaultKind> kinds, Path folder) {}

    /**
     * @param out is told what happens
     */
    public HarnessRun(Wanted wanted, PrintStream out) {
        this.wanted = wanted;
        this.out = out;
    }

    /**
     * Does it.
     *
     * @return whether everything was equal
     * @throws IllegalStateException where the cluster did not start, or did not come back
     */
    public boolean run() throws IOException, InterruptedException {
        List<PlannedFault> plan = FaultPlan.of(wanted.seed, wanted.length, wanted.size, wanted.kinds);
        out.println("Seed " + wanted.seed + ", " + plan.size() + " faults; everything is kept in "
                + wanted.folder.toAbsolutePath() + ", logs in " + wanted.folder.resolve("logs"));
        Files.createDirectories(wanted.folder);
        var differences = new Differences();
        var observations = new Observations(differences, InstantSource.system());
        try (var cluster = new Cluster(wanted.folder, wanted.size)) {
            start(cluster);
            try (var load = new Load(cluster, wanted.folder, observations, wanted.seed)) {
                load.start();
                say("The load begins");
                var faults = new FaultRun(cluster, out);
                faults.carryOut(plan, wanted.length);
                load.stop();
                say("The faults are over, and all that was sent is acknowledged");
                Verification.Outcome outcome = new Verification(cluster, load).verify(differences);
                say("Compared");
                differences.lines().forEach(out::println);
                out.println(new Figures(
                        wanted.seed,
                        wanted.length,
                        faults.counts(),
                        cluster.endedAlone().size(),
                        load,
                        observations,
                        outcome,
                        differences));
            }
        }
        return differences.count() == 0;
    }

    private void start(Cluster cluster) throws IOException, InterruptedException {
        cluster.startBrokers();
        say("The brokers and the schema registry run");
        Load.configure(wanted.folder, cluster);
        cluster.startInstances(wanted.size);
        say("The instances are ready");
    }

    private void say(String what) {
        out.printf(Locale.ROOT, "%s, %.1f s after the start%n", what, (System.nanoTime() - begin) / 1e9);
    }
}
