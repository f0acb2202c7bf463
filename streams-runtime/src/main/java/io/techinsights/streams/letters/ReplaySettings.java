package io.techinsights.streams.letters;

import java.util.Map;

/**
 * How letters are put back.
 *
 * @param transactionalId of every replay, so that there is one at a time
 * @param producer settings of a producer that loses nothing
 * @param byKey into the partition where the key belongs, not the one where the record lay
 * @param force also over a newer record of the same key
 */
public record ReplaySettings(
        String transactionalId, Map<String, Object> producer, Placement placement, boolean byKey, boolean force) {
    public ReplaySettings {
        producer = Map.copyOf(producer);
    }

    /** Where a key belongs. */
    @FunctionalInterface
    public interface Placement {
        /**
         * Its partition.
         *
         * @throws IllegalArgumentException where it is none of this topic
         */
        int partition(String topic, byte[] key, int partitions);
    }
}
