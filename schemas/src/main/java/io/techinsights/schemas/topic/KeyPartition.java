package io.techinsights.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition that the default partitioner of Kafka's Java client gives a key. */
public final class KeyPartition {
    private KeyPartition() {}

    /** Of a key as it lies on a topic. */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Of a text. */
    public static int of(String key, int partitions) {
        return of(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
