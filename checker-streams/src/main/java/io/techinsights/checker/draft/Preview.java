package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a draft says of the entities that were judged so far, here and by other instances. */
final class Preview {
    private final Map<CheckStatus, Long> counts = new EnumMap<>(CheckStatus.class);
    private final Function<CheckResult, ObjectNode> answers;
    private final Sample sample;
    private final @Nullable Difference difference;
    private long entities;
    private boolean complete = true;

    /**
     * @param answers a result as it is answered
     * @param compared whether there is a live check to compare with
     */
    Preview(int sampleSize, boolean compared, Function<CheckResult, ObjectNode> answers) {
        this.answers = answers;
        this.sample = new Sample(sampleSize);
        this.difference = compared ? new Difference(sampleSize) : null;
        for (CheckStatus status : CheckStatus.values()) {
            counts.put(status, 0L);
        }
    }

    /**
     * An entity was judged.
     *
     * @param live what the live check says of the same facts at the same time; null where there is none
     */
    void judged(Subject subject, CheckResult result, @Nullable CheckResult live) {
        entities++;
        counts.merge(result.getStatus(), 1L, Long::sum);
        sample.offer(result.getStatus().name(), subject.ref(), () -> {
            ObjectNode line = Json.object().put("entity", subject.ref());
            return line.setAll(answers.apply(result));
        });
        if (difference != null && live != null) {
            difference.compare(
                    subject.ref(), live.getStatus().name(), result.getStatus().name());
        }
    }

    /** There was no time for the rest. */
    void cutShort() {
        complete = false;
    }

    /** Adds what another instance answered. */
    void add(JsonNode other) {
        entities += other.path("entities").asLong();
        complete &= other.path("complete").asBoolean();
        counts.replaceAll((status, count) ->
                count + other.path("counts").path(status.name()).asLong());
        other.path("sample")
                .forEach(line -> sample.offer(
                        line.path("status").asText(), line.path("entity").asText(), () -> line));
        if (difference != null) {
            difference.add(other.path("difference"));
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("complete", complete).put("entities", entities);
        ObjectNode byStatus = json.putObject("counts");
        counts.forEach((status, count) -> byStatus.put(status.name(), count));
        json.set("sample", sample.toJson());
        json.set("difference", difference == null ? json.nullNode() : difference.toJson());
        return json;
    }
}
