package io.techinsights.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How fast entities are judged anew when one check of a thousand changes, beside how fast all thousand judge them. What the
 * change writes is counted: it has to be one result for each entity, and none of another check. Facts are reported
 * meanwhile, and how long each takes to its result is printed.
 */
public final class ReevaluationFigure implements Figure {
    private static final int EDITED = ThousandChecks.CHECKS;
    private static final int PROBED = 1;
    private static final int EDITS = 9;

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public ReevaluationFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "reevaluation-1-of-1000-vs-all";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "10,000 entities judged anew by one changed check of 1,000, beside all 1,000 at once";
    }

    @Override
    public Round measure() throws Exception {
        Path dataDir = Files.createTempDirectory("reevaluation");
        try {
            ThousandChecks.report(dataDir);
            try (var machinery = new Machinery(dataDir, ThousandChecks.configuration(ThousandChecks.CHECKS))) {
                double all = judgeByAll(machinery);
                try (var results = new ResultsTail(machinery.bootstrapServers())) {
                    var probe = new Probe(machinery, results, PROBED);
                    probes("right after all were judged", probe.run(5, () -> false));
                    probes("quiet", probe.run(100, () -> false));
                    return new Round(change(machinery, results), all);
                }
            }
        } finally {
            delete(dataDir);
        }
    }

    private static double judgeByAll(Machinery machinery) throws IOException, InterruptedException {
        long firstNanos = 0;
        long firstDone = 0;
        while (!machinery.isReady()) {
            JsonNode sweep = sweep(machinery, ThousandChecks.checkId(0));
            long done = sweep.path("entitiesDone").asLong();
            if (done > 0 && firstNanos == 0) {
                firstNanos = System.nanoTime();
                firstDone = done;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return (ThousandChecks.ENTITIES - firstDone) * 1e9 / (System.nanoTime() - firstNanos);
    }

    private static JsonNode sweep(Machinery machinery, String check) throws IOException, InterruptedException {
        return machinery
                .ask("GET", "/checks/" + check, MissingNode.getInstance())
                .path("reevaluation");
    }

    /** Puts one more check, changes it some times, and waits each time until every entity is judged by the change. */
    private double change(Machinery machinery, ResultsTail results) throws Exception {
        String id = ThousandChecks.checkId(EDITED);
        machinery.ask("PUT", "/checks/" + id, ThousandChecks.check(EDITED, 10));
        results.await(id, ThousandChecks.ENTITIES);
        var probe = new Probe(machinery, results, PROBED);
        List<Long> latencies = new ArrayList<>();
        double[] rates = new double[EDITS];
        for (int edit = 0; edit < EDITS; edit++) {
            results.reset();
            long begin = System.nanoTime();
            machinery.ask("PUT", "/checks/" + id, ThousandChecks.check(EDITED, 50 + edit));
            long put = System.nanoTime();
            long[] probed = probe.run(1000, () -> results.countOf(id) >= ThousandChecks.ENTITIES);
            results.await(id, ThousandChecks.ENTITIES);
            long end = System.nanoTime();
            Arrays.stream(probed).forEach(latencies::add);
            TimeUnit.SECONDS.sleep(1);
            long others = results.count() - results.countOf(id) - (long) probed.length * probe.resultsEach();
            out.printf(
                    "PUT took %d ms; %d entities were judged anew %d ms after it; %d results of other checks were written%n",
                    (put - begin) / 1_000_000, results.countOf(id), (end - put) / 1_000_000, others);
            if (others != 0) {
                throw new IllegalStateException("A change of one check wrote " + others + " results of others");
            }
            rates[edit] = ThousandChecks.ENTITIES * 1e9 / (end - begin);
        }
        probes("meanwhile", latencies.stream().mapToLong(Long::longValue).toArray());
        Arrays.sort(rates);
        return rates[EDITS / 2];
    }

    private void probes(String when, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        out.printf(
                "fact to result, %s: %d facts, p50 %d ms, p99 %d ms, max %d ms%n",
                when,
                sorted.length,
                sorted[sorted.length / 2] / 1_000_000,
                sorted[(int) (sorted.length * 0.99)] / 1_000_000,
                sorted[sorted.length - 1] / 1_000_000);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
