package io.techinsights.retriever.publish;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What goes out, and how large it may be. */
public final class Outgoing {
    /** Kafka refuses a request of more than a mebibyte by default; a record has to leave room for its frame. */
    public static final int MAX_BYTES = 1_000_000;

    private Outgoing() {}

    /** Why a record cannot be sent; nothing where it can. */
    public static @Nullable String tooLarge(ProducerRecord<byte[], byte[]> record) {
        int size = record.value() == null ? 0 : record.value().length;
        return size <= MAX_BYTES ? null : "the row is " + size + " bytes, expected at most " + MAX_BYTES;
    }
}
