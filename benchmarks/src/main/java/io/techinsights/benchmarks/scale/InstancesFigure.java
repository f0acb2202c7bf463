package io.techinsights.benchmarks.scale;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;

/**
 * How fast facts come through to their results with some instances of all roles, beside one instance with the same facts: each
 * instance is kept to a core, and broker and driver are not. One beside one tells how far two measurements are apart.
 */
public final class InstancesFigure implements Figure {
    private static final int ENTITIES = 10_000;
    private static final int WARM_UP_RUNS = 8;
    private static final int RUNS = 10;

    private final int instances;
    private final PrintStream out;
    private int rounds;

    /**
     * @param out takes what is found besides the figure
     */
    public InstancesFigure(int instances, PrintStream out) {
        this.instances = instances;
        this.out = out;
    }

    @Override
    public String name() {
        return "scale-instances-" + instances;
    }

    @Override
    public String unit() {
        return "facts/s";
    }

    @Override
    public String description() {
        return "facts through to their results with " + instances
                + (instances == 1 ? " instance, beside 1 again" : " instances on this machine, beside 1");
    }

    @Override
    public Round measure() throws Exception {
        boolean oursFirst = rounds++ % 2 == 0;
        double first = perSecond(oursFirst ? instances : 1);
        double second = perSecond(oursFirst ? 1 : instances);
        return oursFirst ? new Round(first, second) : new Round(second, first);
    }

    private double perSecond(int count) throws Exception {
        var load = ScaleLoad.of(new FactLifecycle.Keep());
        var cores = Cores.here();
        try (var fleet = Fleet.start(count, cores, load);
                var feed = new Feed(fleet, load, ENTITIES)) {
            double cold = feed.report(WARM_UP_RUNS);
            double perSecond = feed.report(RUNS);
            fleet.requireAlive();
            out.printf(
                    "%d instances, %s: %,.0f facts/s; %,.0f while they warmed up%n",
                    count, cores.describe(count), perSecond, cold);
            return perSecond;
        }
    }
}
