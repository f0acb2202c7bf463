package io.techinsights.factstore.lifecycle;

import io.techinsights.schemas.topic.EntityKey;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/** Says on the latest-facts topic that a fact is gone, and in the header {@value #HEADER} why. */
enum Tombstone {
    EXPIRED,
    FORGOTTEN,
    PURGED;

    static final String HEADER = "fact.tombstone";

    /** The record, at this time. */
    Record<EntityKey, Bytes> of(EntityKey key, long now) {
        byte[] why = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return new Record<>(key, null, now, new RecordHeaders().add(HEADER, why));
    }
}
