package io.techinsights.retriever.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.EntityRef;
import java.time.Instant;
import java.util.Map;

/**
 * Takes the facts of a run. They are published in batches while the run goes on. A row that does not fit the schema is
 * refused and counted, the run goes on; a fact that the schema does not know is left out of its row.
 */
public interface FactSink {
    /**
     * Emits what was observed of an entity in this run; its time is the start of the run.
     *
     * @throws RuntimeException where nothing can be published any more: the run should end
     */
    void emit(EntityRef entity, Map<String, JsonNode> facts);

    /**
     * Emits what was observed of an entity at another time.
     *
     * @throws RuntimeException where nothing can be published any more: the run should end
     */
    void emit(EntityRef entity, Map<String, JsonNode> facts, Instant observedAt);
}
