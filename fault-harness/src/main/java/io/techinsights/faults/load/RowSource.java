package io.techinsights.faults.load;

import io.techinsights.faults.model.Lane;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Row;
import io.techinsights.faults.model.Values;
import java.time.InstantSource;
import java.util.Random;

/**
 * Makes up rows: mostly the newest of their lane, at times one that is late, never two of one time. A lane that keeps
 * changes often says the same again.
 */
final class RowSource {
    private static final double LATE = 0.04;
    private static final int LATE_MILLIS = 60_000;
    private static final int LEVELS = 10;

    private final Random random;
    private final Journal journal;
    private final Population population;
    private final InstantSource clock;

    RowSource(long seed, Journal journal, Population population, InstantSource clock) {
        this.random = new Random(seed);
        this.journal = journal;
        this.population = population;
        this.clock = clock;
    }

    Random random() {
        return random;
    }

    /** A row that is remembered and has to be sent until it is acknowledged. */
    Row next(String entity, PushedFacts retriever) {
        var lane = new Lane(entity, retriever);
        var row = new Row(lane, time(lane), values(lane));
        journal.sending(row, population.latestStay(entity));
        return row;
    }

    private long time(Lane lane) {
        long now = clock.millis();
        long newest = journal.newestSent(lane);
        if (newest > 0 && lane.retriever().takesLateRows() && random.nextDouble() < LATE) {
            long late = newest - 1 - random.nextInt(LATE_MILLIS);
            if (journal.row(lane, late).isEmpty()) {
                return late;
            }
        }
        return Math.max(now, newest + 1);
    }

    private Values values(Lane lane) {
        var before = journal.row(lane, journal.newestSent(lane));
        boolean again = lane.retriever() == PushedFacts.CHANGED && random.nextBoolean();
        return before.filter(known -> again)
                .map(Journal.Remembered::values)
                .orElseGet(() -> new Values(random.nextInt(LEVELS), random.nextBoolean()));
    }
}
