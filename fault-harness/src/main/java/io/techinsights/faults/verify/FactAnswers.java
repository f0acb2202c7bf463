package io.techinsights.faults.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.faults.model.EntityModel;
import io.techinsights.faults.model.KeptRow;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Values;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What instances say of the facts of an entity, and what they are to say, in one form. */
final class FactAnswers {
    /** Asks for the latest facts. */
    static final String LATEST = "/facts/latest?" + ids() + "&entity=";

    /** Asks for all there are. */
    static final String RANGE = "/facts/range?startDatetime=2000-01-01&endDatetime=2100-01-01&" + ids() + "&entity=";

    private FactAnswers() {}

    private static String ids() {
        return String.join(
                "&", PushedFacts.ids().stream().map(id -> "ids=" + id).toList());
    }

    static Map<String, Object> latest(EntityModel now) {
        Map<String, Object> expected = new TreeMap<>();
        for (PushedFacts retriever : PushedFacts.values()) {
            now.lane(retriever).newest().ifPresent(row -> expected.put(retriever.id(), row.toString()));
        }
        return expected;
    }

    static Map<String, Object> latest(JsonNode body) {
        Map<String, Object> found = new TreeMap<>();
        body.properties().forEach(row -> found.put(row.getKey(), row(row.getKey(), row.getValue())));
        return found;
    }

    static Map<String, Object> range(EntityModel now) {
        Map<String, Object> expected = new TreeMap<>();
        for (PushedFacts retriever : PushedFacts.values()) {
            List<KeptRow> rows = now.lane(retriever).kept();
            if (!rows.isEmpty()) {
                expected.put(
                        retriever.id(),
                        new TreeSet<>(rows.stream().map(KeptRow::toString).toList()));
            }
        }
        return expected;
    }

    static Map<String, Object> range(JsonNode body) {
        Map<String, Object> found = new TreeMap<>();
        body.properties().forEach(rows -> {
            var texts = new TreeSet<String>();
            rows.getValue().forEach(row -> texts.add(row(rows.getKey(), row)));
            found.put(rows.getKey(), texts);
        });
        return found;
    }

    private static String row(String id, JsonNode row) {
        long first = millis(row.path("timestamp"));
        long last = row.has("lastObservedAt") ? millis(row.path("lastObservedAt")) : first;
        return new KeptRow(first, last, Values.of(PushedFacts.of(id), row.path("facts"))).toString();
    }

    private static long millis(JsonNode time) {
        return OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli();
    }
}
