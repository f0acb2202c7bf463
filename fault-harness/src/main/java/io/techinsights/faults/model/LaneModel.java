package io.techinsights.faults.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a fact store makes of the rows of a lane during one stay of its entity in the catalog: told each as it arrives, it says
 * which are kept, and which become the latest fact.
 */
public final class LaneModel {
    private final PushedFacts retriever;
    private final TreeMap<Long, KeptRow> kept = new TreeMap<>();
    private final List<Arrival> latest = new ArrayList<>();

    public LaneModel(PushedFacts retriever) {
        this.retriever = retriever;
    }

    /** A row arrives. */
    public void arrive(Arrival arrival) {
        if (retriever == PushedFacts.CHANGED) {
            change(arrival);
        } else {
            keep(arrival);
        }
    }

    private void keep(Arrival arrival) {
        long time = arrival.row().observedAt();
        if (kept.isEmpty() || time >= kept.lastKey()) {
            latest.add(arrival);
        }
        kept.put(time, new KeptRow(time, time, arrival.row().values()));
        if (retriever == PushedFacts.RECENT && kept.size() > PushedFacts.MAX_ITEMS) {
            kept.pollFirstEntry();
        }
    }

    /** Rows that keep changes are sent in order, so one that is no newer was there before. */
    private void change(Arrival arrival) {
        long time = arrival.row().observedAt();
        Values values = arrival.row().values();
        Map.Entry<Long, KeptRow> newest = kept.lastEntry();
        if (newest == null) {
            kept.put(time, new KeptRow(time, time, values));
        } else if (time <= newest.getValue().last()) {
            return;
        } else if (newest.getValue().values().equals(values)) {
            kept.put(newest.getKey(), new KeptRow(newest.getKey(), time, values));
        } else {
            kept.put(time, new KeptRow(time, time, values));
        }
        latest.add(arrival);
    }

    /** The arrivals that became the latest fact, in their order. */
    public List<Arrival> latest() {
        return latest;
    }

    /** The rows that are kept, by time. */
    public List<KeptRow> kept() {
        return List.copyOf(kept.values());
    }

    /** The newest of them. */
    public Optional<KeptRow> newest() {
        return Optional.ofNullable(kept.lastEntry()).map(Map.Entry::getValue);
    }
}
