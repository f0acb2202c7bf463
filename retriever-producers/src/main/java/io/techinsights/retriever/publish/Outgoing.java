package io.techinsights.retriever.publish;

import io.techinsights.schemas.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Turns what a typed topic carries into the bytes that go out, so that one producer serves all topics. */
public final class Outgoing {
    /** Kafka refuses a request of more than a mebibyte by default; a record has to leave room for its frame. */
    public static final int MAX_BYTES = 1_000_000;

    private Outgoing() {}

    /**
     * A record of the topic.
     *
     * @param value null for a tombstone
     * @throws org.apache.kafka.common.errors.SerializationException where the registry does not answer or refuses
     */
    public static <K, V> ProducerRecord<byte[], byte[]> record(Topic<K, V> topic, K key, @Nullable V value) {
        return record(topic, key, value, new RecordHeaders());
    }

    static <K, V> ProducerRecord<byte[], byte[]> record(Topic<K, V> topic, K key, @Nullable V value, Headers headers) {
        byte[] keyBytes = topic.key().serializer().serialize(topic.name(), key);
        byte[] valueBytes = value == null ? null : topic.value().serializer().serialize(topic.name(), value);
        return new ProducerRecord<>(topic.name(), null, null, keyBytes, valueBytes, headers);
    }

    /** Why a record cannot be sent; nothing where it can. */
    public static @Nullable String tooLarge(ProducerRecord<byte[], byte[]> record) {
        int size = record.value() == null ? 0 : record.value().length;
        return size <= MAX_BYTES ? null : "the row is " + size + " bytes, expected at most " + MAX_BYTES;
    }
}
