package io.techinsights.checker.evaluate;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.streams.error.BadRecordException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Turns records of the entities topic into changes of their entity. */
public final class EntityChanges extends ContextualProcessor<String, CatalogEntity, String, Object> {
    @Override
    public void process(Record<String, @Nullable CatalogEntity> record) {
        long at = context().recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        Change change = BadRecordException.unless(() -> change(record.key(), record.value(), at));
        context().forward(new Record<>(record.key(), change, record.timestamp()));
    }

    private static Change change(@Nullable String key, @Nullable CatalogEntity entity, long at) {
        if (entity == null) {
            RecordRules.reference(key);
            return new Change.Left(at);
        }
        return new Change.Described(Json.write(RecordRules.entity(key, entity).json()), at);
    }
}
