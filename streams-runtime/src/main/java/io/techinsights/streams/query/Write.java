package io.techinsights.streams.query;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A key and its value, which is null where it was deleted.
 */
@SuppressWarnings("ArrayRecordComponent")
record Write(Bytes key, byte @Nullable [] value) {
    private static final int OBJECTS_BYTES = 150;

    /** How much of the heap it takes in a map, about. */
    int bytes() {
        return OBJECTS_BYTES + key.get().length + (value == null ? 0 : value.length);
    }

    int compareKey(Write other) {
        return Arrays.compareUnsigned(key.get(), other.key.get());
    }
}
