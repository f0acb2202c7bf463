package io.techinsights.streams.query;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Asks one of {@link PersistentStores} for keys and values as they are stored. Both ends are in the range; null where it has
 * no such end.
 *
 * @param descending whether the last key comes first
 */
public record StoredRange(@Nullable Bytes from, @Nullable Bytes to, boolean descending)
        implements Query<KeyValueIterator<Bytes, byte[]>> {
    /** From the first key to the last. */
    public static StoredRange ascending(@Nullable Bytes from, @Nullable Bytes to) {
        return new StoredRange(from, to, false);
    }
}
