package io.techinsights.checker.evaluate;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.util.Map;

/**
 * All that is known of one entity when it is judged.
 *
 * @param rows the latest row of each retriever, by retriever id
 */
public record EntityFacts(EntityRef entity, Map<String, FactRow> rows) {
    public EntityFacts {
        rows = Map.copyOf(rows);
    }
}
