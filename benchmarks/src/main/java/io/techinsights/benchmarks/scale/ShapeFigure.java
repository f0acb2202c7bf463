package io.techinsights.benchmarks.scale;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.benchmarks.store.Pace;
import io.techinsights.benchmarks.store.StoreBroker;
import io.techinsights.benchmarks.store.StoreUnderLoad;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;

/**
 * How fast facts come into a fact store of one shape, beside how fast they come into one of another: one app on one thread, a
 * row of each entity there before, all rows kept. The first load of all warms up and does not count; the next round has the
 * two the other way round.
 */
public final class ShapeFigure implements Figure {
    private static final int FACTS = 200_000;

    private final String name;
    private final String description;
    private final Shape ours;
    private final Shape baseline;
    private final PrintStream out;
    private int rounds;

    /**
     * A fact store.
     *
     * @param partitions of each topic
     * @param entities that facts are of, in turns
     */
    record Shape(int partitions, int entities) {
        /** Entities that a run of the load is of. */
        int perRun(int facts) {
            return Math.min(entities, facts);
        }

        /** Runs until there are so many facts. */
        int runs(int facts) {
            return facts / perRun(facts);
        }
    }

    private ShapeFigure(String name, String description, Shape ours, Shape baseline, PrintStream out) {
        this.name = name;
        this.description = description;
        this.ours = ours;
        this.baseline = baseline;
        this.out = out;
    }

    /**
     * More partitions for the same thread.
     *
     * @param out takes what is found besides the figure
     */
    public static ShapeFigure partitions(PrintStream out) {
        return new ShapeFigure(
                "scale-partitions-16-vs-1",
                "facts stored by one thread with 16 partitions, beside 1",
                new Shape(16, 50_000),
                new Shape(1, 50_000),
                out);
    }

    /**
     * More entities.
     *
     * @param out takes what is found besides the figure
     */
    public static ShapeFigure entities(PrintStream out) {
        return new ShapeFigure(
                "entities-1m-vs-1k",
                "facts stored where 1,000,000 entities have some, beside 1,000",
                new Shape(4, 1_000_000),
                new Shape(4, 1_000),
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
        return description;
    }

    @Override
    public Round measure() throws Exception {
        boolean oursFirst = rounds++ % 2 == 0;
        if (rounds == 1) {
            perSecond(baseline);
        }
        double first = perSecond(oursFirst ? ours : baseline);
        double second = perSecond(oursFirst ? baseline : ours);
        return oursFirst ? new Round(first, second) : new Round(second, first);
    }

    private double perSecond(Shape shape) throws Exception {
        var load = new FactLoad(FactLoad.METADATA, new FactLifecycle.Keep());
        try (var broker = new StoreBroker();
                var store = new StoreUnderLoad(broker, "shape.", shape.partitions())) {
            store.report(load, shape.entities(), 0, 1);
            store.run();
            store.report(load, shape.perRun(FACTS), 1, shape.runs(FACTS));
            Pace pace = store.run();
            out.printf(
                    "%d partitions, %,d entities: %,.0f facts/s, %.1f µs of processor time a fact%n",
                    shape.partitions(), shape.entities(), pace.perSecond(), pace.cpuMicros());
            return pace.perSecond();
        }
    }
}
