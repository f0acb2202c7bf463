package io.techinsights.checker.evaluate;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.streams.error.BadRecordException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Turns records of the entities topic into changes of their entity. */
public final class EntityChanges extends ContextualProcessor<String, CatalogEntity, String, Object> {
    @Override
    public void process(Record<String, @Nullable CatalogEntity> record) {
        Change change = BadRecordException.unless(() -> change(record.key(), record.value()));
        context().forward(new Record<>(record.key(), change, record.timestamp()));
    }

    private static Change change(@Nullable String key, @Nullable CatalogEntity entity) {
        return entity == null
                ? left(key)
                : new Change.Described(
                        Json.write(RecordRules.entity(key, entity).json()));
    }

    private static Change left(@Nullable String key) {
        RecordRules.reference(key);
        return new Change.Left();
    }
}
