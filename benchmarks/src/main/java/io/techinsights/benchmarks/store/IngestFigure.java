package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast facts come in where a million rows are kept already and each that comes pushes one out, beside how fast the same
 * facts come into an empty store, where none has to go. A third store, small but full, tells how much of the difference is
 * the deleting and how much the million. The first load of a million warms everything up and does not count.
 */
public final class IngestFigure implements Figure {
    private static final int ENTITIES = 50_000;
    private static final int MAX_ITEMS = 20;
    private static final int RUNS = 2;
    private static final int TURNS = 3;
    private static final int FEW = 50;

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public IngestFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "ingest-1m-vs-empty";
    }

    @Override
    public String unit() {
        return "facts/s";
    }

    @Override
    public String description() {
        return "facts stored in a store of 1,000,000 rows that keeps 20 of each entity, beside the same facts into an empty one";
    }

    @Override
    public Round measure() throws Exception {
        var load = new FactLoad(FactLoad.METADATA, new FactLifecycle.MaxItems(MAX_ITEMS));
        List<Pace> million = new ArrayList<>();
        List<Pace> empty = new ArrayList<>();
        List<Pace> small = new ArrayList<>();
        try (var broker = new StoreBroker();
                var full = new StoreUnderLoad(broker, "million.")) {
            full.report(load, ENTITIES, 0, MAX_ITEMS);
            say("the first million", full.run());
            for (int turn = 0; turn < TURNS; turn++) {
                full.report(load, ENTITIES, MAX_ITEMS + turn * RUNS, RUNS);
                million.add(say("into a million rows", full.run()));
                empty.add(say("into none", fresh(broker, "empty" + turn + ".", load, ENTITIES, 0)));
                small.add(say("into a thousand, as full", fresh(broker, "small" + turn + ".", load, FEW, MAX_ITEMS)));
            }
        }
        double ours = median(million, Pace::perSecond);
        double baseline = median(empty, Pace::perSecond);
        out.printf(
                "a row into a million costs %.2f of one into none (processor: %.2f), %.2f of one into a thousand (%.2f)%n",
                baseline / ours,
                median(million, Pace::cpuMicros) / median(empty, Pace::cpuMicros),
                median(small, Pace::perSecond) / ours,
                median(million, Pace::cpuMicros) / median(small, Pace::cpuMicros));
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
        out.printf("%s: %,.0f facts/s, %.0f µs of processor time a fact%n", where, pace.perSecond(), pace.cpuMicros());
        return pace;
    }

    private static double median(List<Pace> paces, ToDoubleFunction<Pace> number) {
        return paces.stream().mapToDouble(number).sorted().toArray()[paces.size() / 2];
    }
}
