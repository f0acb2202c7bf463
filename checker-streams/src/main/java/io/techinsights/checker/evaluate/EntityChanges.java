package io.techinsights.checker.evaluate;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Turns records of the entities topic into changes of their entity. */
public final class EntityChanges extends ContextualProcessor<String, CatalogEntity, String, Object> {
    @Override
    public void process(Record<String, @Nullable CatalogEntity> record) {
        CatalogEntity entity = record.value();
        Change change = entity == null
                ? new Change.Left()
                : new Change.Described(Json.write(Entity.of(entity).json()));
        context().forward(new Record<>(record.key(), change, record.timestamp()));
    }
}
