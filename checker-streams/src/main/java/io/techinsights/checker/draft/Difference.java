package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.util.TreeMap;

/** What would be another status, were the draft to take the place of the check of its id. */
final class Difference {
    private static final String FROM = "from";
    private static final String TO = "to";

    private final TreeMap<Change, Long> changes = new TreeMap<>();
    private final Sample sample;

    /** From one status to another. */
    private record Change(String from, String to) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return from + " " + to;
        }
    }

    Difference(int sampleSize) {
        this.sample = new Sample(sampleSize);
    }

    /** Counts an entity, where its status is another. */
    void compare(String entity, String from, String to) {
        if (!from.equals(to)) {
            var change = new Change(from, to);
            changes.merge(change, 1L, Long::sum);
            sample.offer(change.toString(), entity, () -> line(entity, from, to));
        }
    }

    private static ObjectNode line(String entity, String from, String to) {
        return Json.object().put("entity", entity).put(FROM, from).put(TO, to);
    }

    /** Adds what another instance found. */
    void add(JsonNode other) {
        other.path("changes")
                .forEach(change -> changes.merge(
                        new Change(change.path(FROM).asText(), change.path(TO).asText()),
                        change.path("count").asLong(),
                        Long::sum));
        other.path("sample")
                .forEach(line -> sample.offer(
                        new Change(line.path(FROM).asText(), line.path(TO).asText()).toString(),
                        line.path("entity").asText(),
                        () -> line));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put(
                        "changed",
                        changes.values().stream().mapToLong(count -> count).sum());
        var list = json.putArray("changes");
        changes.forEach((change, count) ->
                list.addObject().put(FROM, change.from()).put(TO, change.to()).put("count", count));
        json.set("sample", sample.toJson());
        return json;
    }
}
