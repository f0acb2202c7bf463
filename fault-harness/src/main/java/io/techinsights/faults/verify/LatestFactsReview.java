package io.techinsights.faults.verify;

import io.techinsights.faults.model.Differences;
import io.techinsights.faults.model.EntityModel;
import io.techinsights.faults.model.HouseModel;
import io.techinsights.faults.model.Lane;
import io.techinsights.faults.model.PushedFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The topic of latest facts: of every lane exactly the records that became the latest, each once and in their order, and one
 * tombstone at the end of a stay.
 */
final class LatestFactsReview {
    private static final String GONE = "purged";

    private final Differences differences;

    LatestFactsReview(Differences differences) {
        this.differences = differences;
    }

    void review(List<ConsumerRecord<String, byte[]>> records, HouseModel model) {
        Map<String, List<String>> found = new HashMap<>();
        records.forEach(record ->
                found.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(label(record)));
        for (String entity : model.entities()) {
            for (PushedFacts retriever : PushedFacts.values()) {
                String key = new Lane(entity, retriever).key();
                List<String> seen = found.getOrDefault(key, List.of());
                found.remove(key);
                Sequences.compare(differences, "latest-facts", key, expected(model, entity, retriever, seen), seen);
            }
        }
        found.forEach((key, seen) -> differences.add("latest-facts of what nobody sent", key, "none", seen));
    }

    /** Of a stay that is over, facts that were on their way when the entity left may be missing: the last ones. */
    private static List<String> expected(HouseModel model, String entity, PushedFacts retriever, List<String> seen) {
        List<String> expected = new ArrayList<>();
        List<EntityModel> stays = model.stays(entity);
        for (int stay = 0; stay < stays.size(); stay++) {
            List<String> latest = stays.get(stay).lane(retriever).latest().stream()
                    .map(arrival -> arrival.origin().toString())
                    .toList();
            if (stay == stays.size() - 1 && model.isPresent(entity)) {
                expected.addAll(latest);
            } else {
                int came = common(latest, seen.subList(Math.min(expected.size(), seen.size()), seen.size()));
                expected.addAll(latest.subList(0, came));
                if (came > 0) {
                    expected.add(GONE);
                }
            }
        }
        return expected;
    }

    private static int common(List<String> left, List<String> right) {
        int length = 0;
        while (length < Math.min(left.size(), right.size()) && left.get(length).equals(right.get(length))) {
            length++;
        }
        return length;
    }

    private static String label(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? text(record.headers(), "fact.tombstone")
                : text(record.headers(), "fact.partition") + "@" + text(record.headers(), "fact.offset");
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "no " + name : new String(header.value(), StandardCharsets.UTF_8);
    }
}
