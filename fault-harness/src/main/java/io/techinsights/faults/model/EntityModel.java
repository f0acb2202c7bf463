package io.techinsights.faults.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of an entity during one stay in the catalog. Everything about an entity goes one way through one partition, so
 * every step follows from the order in which its rows arrived.
 */
public final class EntityModel {
    private final Map<PushedFacts, LaneModel> lanes = new EnumMap<>(PushedFacts.class);
    private final Map<PushedFacts, Arrival> facts = new EnumMap<>(PushedFacts.class);
    private final Map<CheckModel, List<Status>> statuses = new EnumMap<>(CheckModel.class);

    /** The catalog has it, and nothing was observed of it yet. */
    public EntityModel() {
        for (PushedFacts retriever : PushedFacts.values()) {
            lanes.put(retriever, new LaneModel(retriever));
        }
        for (CheckModel check : CheckModel.values()) {
            statuses.put(check, new ArrayList<>(List.of(Status.NOT_REPORTED)));
        }
    }

    /** A row arrives. */
    public void arrive(Arrival arrival) {
        PushedFacts retriever = arrival.row().lane().retriever();
        LaneModel lane = lane(retriever);
        int before = lane.latest().size();
        lane.arrive(arrival);
        if (lane.latest().size() > before) {
            facts.put(retriever, arrival);
            judge(retriever);
        }
    }

    private void judge(PushedFacts changed) {
        Map<PushedFacts, Values> values = new EnumMap<>(PushedFacts.class);
        facts.forEach(
                (retriever, arrival) -> values.put(retriever, arrival.row().values()));
        statuses.forEach((check, known) -> {
            Status now = check.judge(values);
            if (check.reads().contains(changed) && now != known.get(known.size() - 1)) {
                known.add(now);
            }
        });
    }

    /** The rows of one retriever. */
    public LaneModel lane(PushedFacts retriever) {
        return lanes.computeIfAbsent(retriever, LaneModel::new);
    }

    /** The latest facts, and where they came from. */
    public Map<PushedFacts, Arrival> facts() {
        return facts;
    }

    /** All that a check said, each time it changed. */
    public List<Status> statuses(CheckModel check) {
        return statuses.getOrDefault(check, List.of());
    }

    /** What a check says now. */
    public Status status(CheckModel check) {
        List<Status> all = statuses(check);
        return all.get(all.size() - 1);
    }
}
