package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;
import java.time.Duration;

/**
 * How fast facts come in, beside how fast an app of the same settings puts the same records into one store without a look at
 * them. Both read one topic of one broker, one after the other, and the next round has them the other way round. Before
 * the first round both take in as much as in eight of them, until the compiler is done with them: none of that counts.
 */
public final class BareStoreFigure implements Figure {
    private static final int WARM_UPS = 8;

    private final String name;
    private final String description;
    private final Facts facts;
    private final PrintStream out;
    private int rounds;

    /**
     * What both take in.
     *
     * @param filled the runs that are stored beforehand
     * @param runs the runs that count
     */
    private record Facts(FactLifecycle lifecycle, int entities, int filled, int runs) {}

    private BareStoreFigure(String name, String description, Facts facts, PrintStream out) {
        this.name = name;
        this.description = description;
        this.facts = facts;
        this.out = out;
    }

    /**
     * Into a store where every row stays and none was before.
     *
     * @param out takes what is found besides the figure
     */
    public static BareStoreFigure empty(PrintStream out) {
        return new BareStoreFigure(
                "ingest-vs-bare-store",
                "facts stored as latest and in history, all of them kept, beside their records put into one store",
                new Facts(new FactLifecycle.Keep(), 50_000, 0, 16),
                out);
    }

    /**
     * Into a store where every row is to go one day, and none was before.
     *
     * @param out takes what is found besides the figure
     */
    public static BareStoreFigure timed(PrintStream out) {
        return new BareStoreFigure(
                "ingest-ttl-vs-bare-store",
                "facts stored as latest and in history, kept for ten years, beside their records put into one store",
                new Facts(new FactLifecycle.TimeToLive(Duration.ofDays(3650)), 50_000, 0, 16),
                out);
    }

    /**
     * Into a store that holds 20 rows of each entity, where each row that comes pushes one out.
     *
     * @param out takes what is found besides the figure
     */
    public static BareStoreFigure full(PrintStream out) {
        return new BareStoreFigure(
                "ingest-maxitems-vs-bare-store",
                "facts stored as latest and in history, 20 of each entity kept, beside their records put into one store",
                new Facts(new FactLifecycle.MaxItems(20), 5_000, 20, 80),
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
        try (var broker = new StoreBroker()) {
            for (int i = 0; rounds == 1 && i < WARM_UPS; i++) {
                round(broker, "warm-" + i + ".", i % 2 == 0);
            }
            return round(broker, "round.", oursFirst);
        }
    }

    private Round round(StoreBroker broker, String prefix, boolean oursFirst) throws Exception {
        var load = new FactLoad(FactLoad.METADATA, facts.lifecycle());
        try (var store = new StoreUnderLoad(broker, prefix)) {
            var bare = new BareStore(store);
            if (facts.filled() > 0) {
                store.report(load, facts.entities(), 0, facts.filled());
                store.run();
                bare.run();
            }
            store.report(load, facts.entities(), facts.filled(), facts.runs());
            Pace first = oursFirst ? store.run() : bare.run();
            Pace second = oursFirst ? bare.run() : store.run();
            return oursFirst ? round(first, second) : round(second, first);
        }
    }

    private Round round(Pace ours, Pace baseline) {
        out.printf(
                "%,.0f facts/s, %.1f µs of processor time a fact; bare: %,.0f, %.1f µs%n",
                ours.perSecond(), ours.cpuMicros(), baseline.perSecond(), baseline.cpuMicros());
        return new Round(ours.perSecond(), baseline.perSecond());
    }
}
