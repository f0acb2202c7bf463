package io.techinsights.faults.verify;

import io.techinsights.faults.model.Arrival;
import io.techinsights.faults.model.CheckModel;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.model.EntityModel;
import io.techinsights.faults.model.HouseModel;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The topic of results: what it says last of each entity and check is what the model says, by the same records. */
final class ResultsReview {
    private final Topic<EntityKey, CheckResult> topic;
    private final Differences differences;

    ResultsReview(Topic<EntityKey, CheckResult> topic, Differences differences) {
        this.topic = topic;
        this.differences = differences;
    }

    void review(List<ConsumerRecord<String, byte[]>> records, HouseModel model) {
        Map<String, String> found = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                found.remove(record.key());
            } else {
                found.put(
                        record.key(), found(topic.value().deserializer().deserialize(record.topic(), record.value())));
            }
        }
        Map<String, String> expected = new HashMap<>();
        model.entities()
                .forEach(entity -> model.now(entity).ifPresent(now -> {
                    for (CheckModel check : CheckModel.values()) {
                        expected.put(entity + "#" + check.id(), expected(now, check));
                    }
                }));
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            String wanted = expected.getOrDefault(key, "none");
            String seen = found.getOrDefault(key, "none");
            if (!wanted.equals(seen)) {
                differences.add("check-results", key, wanted, seen);
            }
        }
    }

    private static String expected(EntityModel now, CheckModel check) {
        Map<String, String> sources = new TreeMap<>();
        for (PushedFacts retriever : check.reads()) {
            Arrival arrival = now.facts().get(retriever);
            if (arrival != null) {
                sources.put(retriever.id(), arrival.origin().toString());
            }
        }
        Object value = switch (now.status(check)) {
            case PASSED -> true;
            case FAILED -> false;
            case NOT_REPORTED -> "nothing";
        };
        return text(now.status(check), value, sources);
    }

    private static String found(CheckResult result) {
        Map<String, String> sources = new TreeMap<>();
        result.getSources()
                .forEach(source ->
                        sources.put(source.getRetrieverId(), source.getPartition() + "@" + source.getOffset()));
        return text(result.getStatus(), result.getResult(), sources);
    }

    private static String text(Object status, @Nullable Object value, Map<String, String> sources) {
        return status + " " + (value == null ? "nothing" : value) + " of " + sources;
    }
}
