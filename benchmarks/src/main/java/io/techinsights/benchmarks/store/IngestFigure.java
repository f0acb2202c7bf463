package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast facts come in where a million rows are kept already, beside how fast the same facts come into an empty store. Where each
 * row that comes pushes one out of the million, and none out of the empty store, a third store, small but full, tells how much of the
 * difference is the deleting and how much the million. The first million and the first turn warm everything up and do not count.
 */
public final class IngestFigure implements Figure {
    private static final int ENTITIES = 50_000;
    private static final int ROWS_EACH = 20;
    private static final int RUNS = 8;
    private static final int TURNS = 4;
    private static final int FEW = 500;

    private final String name;
    private final String kept;
    private final FactLifecycle lifecycle;
    private final PrintStream out;

    private IngestFigure(String name, String kept, FactLifecycle lifecycle, PrintStream out) {
        this.name = name;
        this.kept = kept;
        this.lifecycle = lifecycle;
        this.out = out;
    }

    /**
     * Into stores that keep every row.
     *
     * @param out takes what is found besides the figure
     */
    public static IngestFigure growing(PrintStream out) {
        return new IngestFigure("ingest-1m-vs-empty", "that keeps all", new FactLifecycle.Keep(), out);
    }

    /**
     * Into stores that keep 20 rows of each entity.
     *
     * @param out takes what is found besides the figure
     */
    public static IngestFigure full(PrintStream out) {
        return new IngestFigure(
                "ingest-maxitems-1m-vs-empty",
                "that keeps 20 of each entity",
                new FactLifecycle.MaxItems(ROWS_EACH),
                out);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String unit() {
        return "facts/s";
    }

    @Override
    public String description() {
        return "facts stored in a store of 1,000,000 rows " + kept + ", beside the same facts into an empty one";
    }

    @Override
    public Round measure() throws Exception {
        var load = new FactLoad(FactLoad.METADATA, lifecycle);
        List<Pace> million = new ArrayList<>();
        List<Pace> empty = new ArrayList<>();
        try (var broker = new StoreBroker();
                var big = new StoreUnderLoad(broker, "million.")) {
            big.report(load, ENTITIES, 0, ROWS_EACH);
            say("the first million", big.run());
            for (int turn = 0; turn < TURNS; turn++) {
                big.report(load, ENTITIES, ROWS_EACH + turn * RUNS, RUNS);
                million.add(say("into a million rows", big.run()));
                empty.add(say("into none", fresh(broker, "empty" + turn + ".", load, ENTITIES, 0)));
                if (lifecycle instanceof FactLifecycle.MaxItems) {
                    say("into ten thousand, as full", fresh(broker, "small" + turn + ".", load, FEW, ROWS_EACH));
                }
            }
        }
        double ours = median(million, Pace::perSecond);
        double baseline = median(empty, Pace::perSecond);
        out.printf(
                "a row into a million costs %.2f of one into none (processor: %.2f)%n",
                baseline / ours, median(million, Pace::cpuMicros) / median(empty, Pace::cpuMicros));
        return new Round(ours, baseline);
    }

    /** As many facts as in a turn into a store of its own, which was filled with so many runs before. */
    private static Pace fresh(StoreBroker broker, String prefix, FactLoad load, int entities, int filled)
            throws Exception {
        try (var store = new StoreUnderLoad(broker, prefix)) {
            if (filled > 0) {
                store.report(load, entities, 0, filled);
                store.run();
            }
            store.report(load, entities, filled, ENTITIES * RUNS / entities);
            return store.run();
        }
    }

    private Pace say(String where, Pace pace) {
        out.printf("%s: %,.0f facts/s, %.1f µs of processor time a fact%n", where, pace.perSecond(), pace.cpuMicros());
        return pace;
    }

    /** Of those after the first. */
    private static double median(List<Pace> paces, ToDoubleFunction<Pace> number) {
        double[] sorted = paces.stream().skip(1).mapToDouble(number).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
