package io.techinsights.faults.load;

import io.techinsights.faults.model.Lane;
import io.techinsights.faults.model.Row;
import io.techinsights.faults.model.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What was sent, and what of it was acknowledged: all that is remembered of the load. */
public final class Journal {
    private final Map<Lane, Sent> lanes = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    /**
     * The newest row of a lane that was acknowledged.
     *
     * @param stay of the entity in the catalog
     * @param position the token of what has to have been read to know of it
     */
    public record Acknowledged(long observedAt, int stay, String position) {}

    /** A row as it is remembered. */
    public record Remembered(Values values, int stay, boolean acknowledged) {}

    private static final class Sent {
        private final TreeMap<Long, Remembered> rows = new TreeMap<>();
        private @Nullable Acknowledged newest;
    }

    /** A row is about to be sent; what it says is remembered before anybody can read it. */
    void sending(Row row, int stay) {
        Sent lane = lanes.computeIfAbsent(row.lane(), unknown -> new Sent());
        synchronized (lane) {
            lane.rows.put(row.observedAt(), new Remembered(row.values(), stay, false));
        }
        sent.incrementAndGet();
    }

    /** A row is where it was sent to. */
    void acknowledged(Row row, String position) {
        Sent lane = lanes.computeIfAbsent(row.lane(), unknown -> new Sent());
        synchronized (lane) {
            Remembered known = lane.rows.getOrDefault(row.observedAt(), new Remembered(row.values(), 0, false));
            lane.rows.put(row.observedAt(), new Remembered(known.values(), known.stay(), true));
            Acknowledged newest = lane.newest;
            if (newest == null || newest.stay() != known.stay() || newest.observedAt() <= row.observedAt()) {
                lane.newest = new Acknowledged(row.observedAt(), known.stay(), position);
            }
        }
        acknowledged.incrementAndGet();
    }

    /** The time of the newest row of a lane that was sent; 0 where there is none. */
    long newestSent(Lane lane) {
        Sent rows = lanes.get(lane);
        if (rows == null) {
            return 0;
        }
        synchronized (rows) {
            return rows.rows.isEmpty() ? 0 : rows.rows.lastKey();
        }
    }

    /** The row of a lane that has this time. */
    public Optional<Remembered> row(Lane lane, long observedAt) {
        Sent rows = lanes.get(lane);
        if (rows == null) {
            return Optional.empty();
        }
        synchronized (rows) {
            return Optional.ofNullable(rows.rows.get(observedAt));
        }
    }

    /** All rows of all lanes, by time. */
    public Map<Lane, SortedMap<Long, Remembered>> rows() {
        Map<Lane, SortedMap<Long, Remembered>> all = new HashMap<>();
        lanes.forEach((lane, rows) -> {
            synchronized (rows) {
                all.put(lane, new TreeMap<>(rows.rows));
            }
        });
        return all;
    }

    /** A lane that something was acknowledged of, and the newest of that. */
    public Optional<Map.Entry<Lane, Acknowledged>> any(Random random) {
        List<Lane> known = new ArrayList<>(lanes.keySet());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Lane lane = known.get(random.nextInt(known.size()));
        Sent rows = lanes.get(lane);
        if (rows == null) {
            return Optional.empty();
        }
        synchronized (rows) {
            return Optional.ofNullable(rows.newest).map(newest -> Map.entry(lane, newest));
        }
    }

    /** How many rows were sent, each counted once. */
    public long sent() {
        return sent.get();
    }

    /** How many of them were acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }
}
