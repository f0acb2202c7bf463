package io.techinsights.benchmarks.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.fact.FactSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Watches the sweep from outside. A tick asks for all schemas before it looks for work, and counts what it deleted when it
 * is done: what lies between the two on one thread is the tick.
 */
final class WatchedSweep implements FactSchemas {
    private final AnnouncedSchemas announced = new AnnouncedSchemas();
    private final FactCounters counters;
    private final ThreadLocal<Long> began = new ThreadLocal<>();
    private final List<Tick> ticks = new ArrayList<>();

    /** One tick that found work: what it deleted, in one partition, and when on the clock of {@link System#nanoTime}. */
    record Tick(long beganNanos, long endedNanos, int rows) {
        long nanos() {
            return endedNanos - beganNanos;
        }
    }

    WatchedSweep() {
        MeterRegistry meters = new SimpleMeterRegistry();
        FactCounters plain = FactCounters.of(meters);
        counters = new FactCounters(
                plain.admitted(),
                plain.unchanged(),
                plain.repeated(),
                plain.refused(),
                plain.late(),
                new Watched(plain.expired()),
                plain.purged());
    }

    void announce(FactSchema schema) {
        announced.accept(schema.retrieverId(), Optional.of(schema));
    }

    FactCounters counters() {
        return counters;
    }

    /** Facts that were not kept, by whatever rule. */
    long refused() {
        return (long) (counters.refused().count() + counters.late().count());
    }

    /** The ticks so far that deleted something. */
    synchronized List<Tick> ticks() {
        return List.copyOf(ticks);
    }

    /** Rows that all of them deleted. */
    synchronized long rows() {
        return ticks.stream().mapToLong(Tick::rows).sum();
    }

    @Override
    public Optional<FactSchema> announcement(String retrieverId) {
        return announced.announcement(retrieverId);
    }

    @Override
    public Collection<FactSchema> announcements() {
        began.set(System.nanoTime());
        return announced.announcements();
    }

    private synchronized void done(int rows) {
        Long begin = began.get();
        if (rows > 0 && begin != null) {
            ticks.add(new Tick(begin, System.nanoTime(), rows));
        }
    }

    private final class Watched implements Counter {
        private final Counter counter;

        Watched(Counter counter) {
            this.counter = counter;
        }

        @Override
        public void increment(double amount) {
            done((int) amount);
            counter.increment(amount);
        }

        @Override
        public double count() {
            return counter.count();
        }

        @Override
        public Meter.Id getId() {
            return counter.getId();
        }
    }
}
