package io.techinsights.faults.verify;

import io.techinsights.faults.load.Journal;
import io.techinsights.faults.load.Population;
import io.techinsights.faults.model.Arrival;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.model.HouseModel;
import io.techinsights.faults.model.Lane;
import io.techinsights.faults.model.Origin;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Row;
import io.techinsights.faults.model.Values;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The fact topic: every row that was acknowledged lies there, and none that nobody sent. The model is told of each. */
final class FactsReview {
    private final Journal journal;
    private final Topics topics;
    private final Differences differences;

    FactsReview(Journal journal, Topics topics, Differences differences) {
        this.journal = journal;
        this.topics = topics;
        this.differences = differences;
    }

    /** What is to be said of all that arrived. */
    HouseModel review(List<ConsumerRecord<String, byte[]>> records, Population population) {
        Map<String, Integer> stays = new HashMap<>();
        population.entities().forEach(entity -> stays.put(entity, population.latestStay(entity)));
        var model = new HouseModel(stays, population.present());
        Set<String> arrived = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Arrival arrival = arrival(record);
            var sent = journal.row(arrival.row().lane(), arrival.row().observedAt());
            if (sent.isEmpty() || !sent.get().values().equals(arrival.row().values())) {
                differences.add(
                        "a fact that nobody sent",
                        arrival.toString(),
                        sent,
                        arrival.row().values());
            } else {
                model.arrive(arrival, sent.get().stay());
                arrived.add(id(arrival.row().lane(), arrival.row().observedAt()));
            }
        }
        journal.rows()
                .forEach((lane, rows) -> rows.forEach((time, row) -> {
                    if (row.acknowledged() && !arrived.contains(id(lane, time))) {
                        differences.add("an acknowledged fact that is lost", lane.key(), time + " " + row, "none");
                    }
                }));
        return model;
    }

    private static String id(Lane lane, long time) {
        return lane.key() + "@" + time;
    }

    private Arrival arrival(ConsumerRecord<String, byte[]> record) {
        var value = topics.facts(Topics.DEFAULT_FACT_TOPIC)
                .value()
                .deserializer()
                .deserialize(record.topic(), record.value());
        FactRow row = FactRecords.toRow(EntityRef.parse(record.key()), value);
        PushedFacts retriever = PushedFacts.of(row.retrieverId());
        var facts = Json.object();
        row.facts().forEach(facts::set);
        return new Arrival(
                new Origin(record.partition(), record.offset()),
                new Row(
                        new Lane(record.key(), retriever),
                        row.observedAt().toEpochMilli(),
                        Values.of(retriever, facts)));
    }
}
