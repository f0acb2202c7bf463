package io.techinsights.streams.query;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Asks one of {@link PersistentStores} for the values of some keys as they are stored, in the order of the question; null for
 * a key that is not there.
 */
public record StoredValues(List<Bytes> keys) implements Query<List<byte @Nullable []>> {
    public StoredValues {
        keys = List.copyOf(keys);
    }
}
