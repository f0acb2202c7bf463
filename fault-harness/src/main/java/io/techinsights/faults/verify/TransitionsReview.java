package io.techinsights.faults.verify;

import io.techinsights.faults.model.CheckModel;
import io.techinsights.faults.model.Differences;
import io.techinsights.faults.model.EntityModel;
import io.techinsights.faults.model.HouseModel;
import io.techinsights.faults.model.Status;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The topic of transitions: of every entity and check each change once and in its order, and nothing else. */
final class TransitionsReview {
    private final Topic<String, CheckResult> topic;
    private final Differences differences;

    TransitionsReview(Topic<String, CheckResult> topic, Differences differences) {
        this.topic = topic;
        this.differences = differences;
    }

    void review(List<ConsumerRecord<String, byte[]>> records, HouseModel model) {
        Map<String, List<String>> found = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            CheckResult result = topic.value().deserializer().deserialize(record.topic(), record.value());
            found.computeIfAbsent(key(record.key(), result.getCheckId()), key -> new ArrayList<>())
                    .add(step(result.getPreviousStatus(), result.getStatus()));
        }
        for (String entity : model.entities()) {
            for (CheckModel check : CheckModel.values()) {
                String key = key(entity, check.id());
                List<String> seen = found.getOrDefault(key, List.of());
                found.remove(key);
                Sequences.compare(differences, "check-transitions", key, expected(model.stays(entity), check), seen);
            }
        }
        found.forEach((key, seen) -> differences.add("check-transitions of what nobody sent", key, "none", seen));
    }

    private static List<String> expected(List<EntityModel> stays, CheckModel check) {
        List<String> expected = new ArrayList<>();
        for (EntityModel stay : stays) {
            Status before = null;
            for (Status status : stay.statuses(check)) {
                expected.add(step(before, status));
                before = status;
            }
        }
        return expected;
    }

    private static String step(@Nullable Object before, Object now) {
        return (before == null ? "" : before) + ">" + now;
    }

    private static String key(String entity, String check) {
        return entity + "#" + check;
    }
}
