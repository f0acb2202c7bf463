package io.techinsights.benchmarks.latency;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One check of three is changed while facts come in, so that each entity has another result.
 *
 * @param entities that were judged anew
 * @param seconds from the request that changed the check until the last of them had its result
 * @param before the facts of the time in which no check changed
 * @param meanwhile the facts of the time in which entities were judged anew
 */
record EditedCheckRun(int entities, double seconds, Phase before, Phase meanwhile) {
    private static final int FACTS_PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long ALL_PASS = -1;
    private static final long NONE_PASSES = 1_000_000_000;
    private static final String CHANGING = "changing";
    private static final String EDITED = "edited";
    private static final String OTHER = "other";

    /** Makes one, and prints what it found. */
    static EditedCheckRun make(PrintStream out) throws Exception {
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
            out.println(meanwhile);
            out.println(went + "; " + settings.commits());
            return new EditedCheckRun(facts.entities(), seconds, before, meanwhile);
        }
    }
}
