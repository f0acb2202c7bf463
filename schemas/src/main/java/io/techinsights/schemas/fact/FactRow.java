package io.techinsights.schemas.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one retriever observed of one entity at one time.
 *
 * @param version of the retriever
 * @param observedAt to the millisecond
 * @param runId the run that brought it; null where it was pushed
 * @param facts by name; a fact that was observed to be null is a JSON null, one that was not observed is absent
 */
public record FactRow(
        String retrieverId,
        String version,
        EntityRef entity,
        Instant observedAt,
        @Nullable String runId,
        Map<String, JsonNode> facts) {
    /** A row that was observed further in the future than this is refused: a clock is wrong. */
    public static final Duration HORIZON = Duration.ofHours(24);

    public FactRow {
        observedAt = observedAt.truncatedTo(ChronoUnit.MILLIS);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The same, observed at another time. */
    public FactRow at(Instant time) {
        return time.equals(observedAt) ? this : new FactRow(retrieverId, version, entity, time, runId, facts);
    }

    /** A time as upstream's routes write it: to the millisecond, in UTC. */
    public static String timestamp(Instant time) {
        return UtcTimestamp.of(time);
    }

    /** The form that upstream's facts routes answer with. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", retrieverId);
        json.putObject("entity")
                .put("namespace", entity.namespace())
                .put("kind", entity.kind())
                .put("name", entity.name());
        json.put("timestamp", timestamp(observedAt)).put("version", version);
        ObjectNode values = json.putObject("facts");
        facts.forEach(values::set);
        return json;
    }
}
