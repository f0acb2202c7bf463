package io.techinsights.benchmarks.latency;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast 100,000 entities are judged anew by one changed check of three, while facts come in, beside ten seconds for all of
 * them. The outcome of each is another one.
 */
public final class EditedCheckFigure implements Figure {
    private static final int FACTS_PER_SECOND = 500;
    private static final double GOAL_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long ALL_PASS = -1;
    private static final long NONE_PASSES = 1_000_000_000;
    private static final String CHANGING = "changing";
    private static final String EDITED = "edited";
    private static final String OTHER = "other";

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public EditedCheckFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "reevaluation-100k";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "100,000 entities judged anew by one changed check of 3 while facts come in, beside 10 s for all";
    }

    @Override
    public Round measure() throws Exception {
        var settings = LatencySettings.ofProperties();
        var facts = new CountedFacts(settings.sweptEntities());
        try (var house = LatencyHouse.start(facts, settings.commitMillis());
                var driver = new FactDriver(house, facts, CHANGING)) {
            house.put(CHANGING, CountedFacts.changing());
            Coverage.Definition first = house.put(EDITED, CountedFacts.above(ALL_PASS));
            house.put(OTHER, CountedFacts.above(ALL_PASS));
            driver.reportAll();
            driver.coverage().await(first, facts.entities(), PATIENCE);
            driver.start(FACTS_PER_SECOND);
            TimeUnit.NANOSECONDS.sleep(settings.warmUp().toNanos());
            Phase before = driver.begin("no check changes");
            TimeUnit.NANOSECONDS.sleep(settings.measured().toNanos());
            Phase meanwhile = driver.begin("a check changed");
            long begin = System.nanoTime();
            Coverage.Definition edited = house.put(EDITED, CountedFacts.above(NONE_PASSES));
            double seconds = (driver.coverage().await(edited, facts.entities(), PATIENCE) - begin) / 1e9;
            driver.begin("afterwards");
            String went = driver.end();
            house.requireAlive();
            out.printf("%,d entities judged anew %.2f s after the request%n", facts.entities(), seconds);
            out.println(before);
            out.println(meanwhile + "; the goal is a p99 of 1000 ms");
            out.println(went + "; " + settings.commits());
            return new Round(facts.entities() / seconds, facts.entities() / GOAL_SECONDS);
        }
    }
}
