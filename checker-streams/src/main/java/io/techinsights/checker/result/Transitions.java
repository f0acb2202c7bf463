package io.techinsights.checker.result;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.EntityKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Gives results that changed the key of their topic: the entity, so that its transitions are in one order. */
public final class Transitions extends ContextualProcessor<EntityKey, CheckResult, String, CheckResult> {
    @Override
    public void process(Record<EntityKey, CheckResult> record) {
        context().forward(record.withKey(record.key().entity().toString()));
    }
}
