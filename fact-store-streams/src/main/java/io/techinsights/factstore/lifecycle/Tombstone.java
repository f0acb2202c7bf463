package io.techinsights.factstore.lifecycle;

import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.LatestFactHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/** Says on the latest-facts topic that a fact is gone, and in the header {@value LatestFactHeaders#TOMBSTONE} why. */
enum Tombstone {
    EXPIRED,
    FORGOTTEN,
    PURGED;

    /** The record, at this time. */
    Record<EntityKey, Bytes> of(EntityKey key, long now) {
        byte[] why = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return new Record<>(key, null, now, new RecordHeaders().add(LatestFactHeaders.TOMBSTONE, why));
    }
}
