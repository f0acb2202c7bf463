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
    private static final String NOTHING = ">";

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
                Sequences.compare(differences, "check-transitions", key, expected(model, entity, check, seen), seen);
            }
        }
        found.forEach((key, seen) -> differences.add("check-transitions of what nobody sent", key, "none", seen));
    }

    /**
     * All steps of a stay that is not over. One that is may end before the facts have their say that were on their way when the
     * entity left: as early as it was seen to.
     */
    private static List<String> expected(HouseModel model, String entity, CheckModel check, List<String> seen) {
        List<Integer> lengths = lengths(seen);
        List<EntityModel> stays = model.stays(entity);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < stays.size(); i++) {
            List<String> steps = steps(stays.get(i).statuses(check));
            boolean over = i < stays.size() - 1 || !model.isPresent(entity);
            int most = over && i < lengths.size() ? lengths.get(i) : steps.size();
            expected.addAll(steps.subList(0, Math.min(most, steps.size())));
        }
        return expected;
    }

    /** How many steps were seen of each stay; one begins where nothing was before. */
    private static List<Integer> lengths(List<String> seen) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            int last = lengths.size() - 1;
            if (last < 0 || seen.get(i).startsWith(NOTHING)) {
                lengths.add(1);
            } else {
                lengths.set(last, lengths.get(last) + 1);
            }
        }
        return lengths;
    }

    private static List<String> steps(List<Status> statuses) {
        List<String> steps = new ArrayList<>();
        Status before = null;
        for (Status status : statuses) {
            steps.add(step(before, status));
            before = status;
        }
        return steps;
    }

    private static String step(@Nullable Object before, Object now) {
        return before == null ? NOTHING + now : before + ">" + now;
    }

    private static String key(String entity, String check) {
        return entity + "#" + check;
    }
}
