package io.techinsights.schemas.topic;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a typed value: what everybody who reads, writes or provisions it needs to know.
 *
 * @param name with the prefix
 * @param doc what it is for, who writes and reads it, and what they can rely on
 * @param config the topic settings that it is provisioned with
 */
public record Topic<K, V>(String name, TopicDoc doc, Serde<K> key, Serde<V> value, Map<String, String> config) {
    public Topic {
        config = Map.copyOf(config);
    }

    /**
     * A record of it as bytes, so that one producer serves all topics.
     *
     * @param recordValue null for a tombstone
     * @throws org.apache.kafka.common.errors.SerializationException where the registry does not answer or refuses
     */
    public ProducerRecord<byte[], byte[]> record(K recordKey, @Nullable V recordValue) {
        return record(recordKey, recordValue, new RecordHeaders());
    }

    /** The same, with headers. */
    public ProducerRecord<byte[], byte[]> record(K recordKey, @Nullable V recordValue, Headers headers) {
        byte[] keyBytes = key.serializer().serialize(name, recordKey);
        byte[] valueBytes = recordValue == null ? null : value.serializer().serialize(name, recordValue);
        return new ProducerRecord<>(name, null, null, keyBytes, valueBytes, headers);
    }
}
