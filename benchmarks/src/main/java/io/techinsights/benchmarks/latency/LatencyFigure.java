package io.techinsights.benchmarks.latency;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long a fact takes from when it was due until its result can be read, at a fixed rate, beside 300 ms. The figure is one
 * divided by the 99th percentile, of the topic or of HTTP, whichever is the worse.
 */
public final class LatencyFigure implements Figure {
    private static final double GOAL_MILLIS = 300;
    private static final int REPORTED_FIRST = 5;
    private static final String CHECK = "changing";

    private final int perSecond;
    private final PrintStream out;

    /**
     * @param perSecond facts
     * @param out takes what is found besides the figure
     */
    public LatencyFigure(int perSecond, PrintStream out) {
        this.perSecond = perSecond;
        this.out = out;
    }

    @Override
    public String name() {
        return "latency-" + perSecond;
    }

    @Override
    public String unit() {
        return "1/s";
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT, "1 / p99 from a fact to its result, at %,d facts/s, beside 1 / 300 ms", perSecond);
    }

    @Override
    public Round measure() throws Exception {
        var settings = LatencySettings.ofProperties();
        var facts = new CountedFacts(settings.entities());
        try (var house = LatencyHouse.start(facts, settings.commitMillis());
                var driver = new FactDriver(house, facts, CHECK)) {
            house.put(CHECK, CountedFacts.changing());
            for (int i = 0; i < REPORTED_FIRST; i++) {
                driver.reportAll();
            }
            driver.start(perSecond);
            TimeUnit.NANOSECONDS.sleep(settings.warmUp().toNanos());
            Phase measured = driver.begin(name());
            TimeUnit.NANOSECONDS.sleep(settings.measured().toNanos());
            String went = driver.end();
            house.requireAlive();
            out.println(measured);
            out.println(went + "; " + settings.commits());
            return new Round(1000 / measured.p99Millis(), 1000 / GOAL_MILLIS);
        }
    }
}
