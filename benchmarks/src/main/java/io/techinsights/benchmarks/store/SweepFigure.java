package io.techinsights.benchmarks.store;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import io.techinsights.factstore.FactStoreSettings;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.streams.app.StreamsService;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How fast a million rows are swept that expired all at once, beside how fast they came in: a sweep that is faster never
 * falls behind. Facts keep arriving meanwhile. A tick that deletes more than its batch is an error, as is a row or a latest
 * fact that is left.
 */
public final class SweepFigure implements Figure {
    private static final int ENTITIES = 50_000;
    private static final int RUNS = 20;
    private static final FactLoad LONG_LIVED =
            new FactLoad(FactLoad.METADATA, new FactLifecycle.TimeToLive(Duration.ofDays(3650)));
    private static final FactLoad EXPIRED =
            new FactLoad(FactLoad.METADATA, new FactLifecycle.TimeToLive(Duration.ofMinutes(1)));
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(8);

    private final PrintStream out;

    /**
     * @param out takes what is found besides the figure
     */
    public SweepFigure(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "sweep-1m";
    }

    @Override
    public String unit() {
        return "rows/s";
    }

    @Override
    public String description() {
        return "1,000,000 rows that expired at once swept while facts arrive, beside how fast they came in";
    }

    @Override
    public Round measure() throws Exception {
        try (var broker = new StoreBroker();
                var store = new StoreUnderLoad(broker, "sweep.")) {
            store.report(LONG_LIVED, ENTITIES, 0, RUNS);
            try (StreamsService app = store.start()) {
                Pace filled = store.awaitCommitted(app::streams);
                long rows = store.rows(app.streams());
                out.printf("%,d rows came in at %,.0f facts/s%n", rows, filled.perSecond());
                try (var tail = new LatestTail(store, FactProbe.retriever())) {
                    return new Round(sweep(store, app.streams(), tail, rows), filled.perSecond());
                }
            }
        }
    }

    private double sweep(StoreUnderLoad store, KafkaStreams app, LatestTail tail, long rows) throws Exception {
        var probe = new FactProbe(store, tail);
        long quietUntil = System.nanoTime() + QUIET_NANOS;
        probe.run("quiet", out, () -> System.nanoTime() > quietUntil);
        var polls = new PollGaps(app);
        long announced = System.nanoTime();
        store.sweep().announce(EXPIRED.schema());
        probe.run("while rows are swept", out, () -> {
            polls.look();
            return store.sweep().rows() >= rows || System.nanoTime() - announced > PATIENCE_NANOS;
        });
        awaitTombstones(tail, announced);
        List<WatchedSweep.Tick> ticks = store.sweep().ticks();
        report(ticks, announced);
        out.println(polls);
        long left = store.rows(app) - tail.seen().size();
        if (left != 0) {
            throw new IllegalStateException(left + " rows are left of what expired");
        }
        return rows
                * 1e9
                / (ticks.get(ticks.size() - 1).endedNanos() - ticks.get(0).beganNanos());
    }

    private static void awaitTombstones(LatestTail tail, long announced) throws InterruptedException, TimeoutException {
        while (tail.tombstones() < ENTITIES) {
            if (System.nanoTime() - announced > PATIENCE_NANOS) {
                throw new TimeoutException(tail.tombstones() + " of " + ENTITIES + " latest facts are gone");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void report(List<WatchedSweep.Tick> ticks, long announced) {
        int largest = ticks.stream().mapToInt(WatchedSweep.Tick::rows).max().orElseThrow();
        long[] nanos =
                ticks.stream().mapToLong(WatchedSweep.Tick::nanos).sorted().toArray();
        long end = ticks.stream()
                .max(Comparator.comparingLong(WatchedSweep.Tick::endedNanos))
                .orElseThrow()
                .endedNanos();
        out.printf(
                "all gone %.1f s after the announcement, %.1f s after the first tick; %,d latest facts are tombstones%n",
                (end - announced) / 1e9, (end - ticks.get(0).beganNanos()) / 1e9, ENTITIES);
        out.printf(
                "%d ticks of %d rows at most; a tick took %.1f ms (median), %.1f ms (p99), %.1f ms (longest)%n",
                ticks.size(),
                largest,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                nanos[nanos.length - 1] / 1e6);
        int batch = FactStoreSettings.defaults().sweepBatch();
        if (largest > batch) {
            throw new IllegalStateException("A tick deleted " + largest + " rows, and " + batch + " is the most");
        }
    }
}
