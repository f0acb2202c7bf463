package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.LatestFactHeaders;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.streams.error.BadRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Turns records of the latest-facts topic into changes of their entity. */
public final class FactChanges extends ContextualProcessor<EntityKey, GenericRecord, String, Object> {
    private static final String PURGED = "purged";
    private static final String FORGOTTEN = "forgotten";

    @Override
    public void process(Record<EntityKey, @Nullable GenericRecord> record) {
        Change change = BadRecordException.unless(() -> change(RecordRules.key(record.key()), record));
        context().forward(new Record<>(record.key().entity().toString(), change, record.timestamp()));
    }

    private static Change change(EntityKey key, Record<EntityKey, @Nullable GenericRecord> record) {
        GenericRecord facts = record.value();
        Headers headers = record.headers();
        if (facts == null) {
            return switch (text(headers, LatestFactHeaders.TOMBSTONE, "")) {
                case PURGED -> new Change.Purged(number(headers, LatestFactHeaders.DEPARTURE));
                case FORGOTTEN -> new Change.Forgotten(key.id());
                default -> new Change.Expired(key.id());
            };
        }
        FactRow row = RecordRules.latestFact(key, facts);
        var values = Json.object();
        row.facts().forEach(values::set);
        return new Change.Observed(
                key.id(),
                StoredFacts.newBuilder()
                        .setVersion(row.version())
                        .setObservedAt(row.observedAt())
                        .setTopic(text(headers, LatestFactHeaders.TOPIC, ""))
                        .setPartition((int) number(headers, LatestFactHeaders.PARTITION))
                        .setOffset(number(headers, LatestFactHeaders.OFFSET))
                        .setFacts(Json.write(values))
                        .setExpired(false)
                        .setDeparture(number(headers, LatestFactHeaders.DEPARTURE))
                        .build());
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(text(headers, name, "-1"));
    }

    private static String text(Headers headers, String name, String otherwise) {
        Header header = headers.lastHeader(name);
        return header == null ? otherwise : new String(header.value(), StandardCharsets.UTF_8);
    }
}
