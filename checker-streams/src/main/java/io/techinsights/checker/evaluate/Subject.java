package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the entity that is judged.
 *
 * @param description as the catalog has it; empty where it has none, or where no check that is judged has a filter
 * @param rows by retriever id, the newest of each, expired ones too
 * @param facts those of the rows that did not expire
 */
public record Subject(String ref, Optional<Entity> description, Map<String, StoredFacts> rows, EntityFacts facts) {

    /** The facts follow from the rows. */
    public static Subject of(String ref, Optional<Entity> description, Map<String, StoredFacts> rows) {
        EntityRef entity = EntityRef.parse(ref);
        Map<String, FactRow> facts = new LinkedHashMap<>();
        rows.forEach((retriever, row) -> {
            if (!row.getExpired()) {
                Map<String, JsonNode> values = new LinkedHashMap<>();
                Json.parseOwn(row.getFacts()).properties().forEach(fact -> values.put(fact.getKey(), fact.getValue()));
                facts.put(
                        retriever, new FactRow(retriever, row.getVersion(), entity, row.getObservedAt(), null, values));
            }
        });
        return new Subject(ref, description, rows, new EntityFacts(entity, facts));
    }
}
