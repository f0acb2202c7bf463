package io.techinsights.streams.query;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys between two, inclusive.
 *
 * @param from null for the first there may be
 * @param to null for the last there may be
 */
record KeyRange(@Nullable Bytes from, @Nullable Bytes to) {
    /** All keys. */
    static final KeyRange ALL = new KeyRange(null, null);

    boolean contains(Bytes key) {
        return (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0);
    }

    boolean overlaps(Bytes first, Bytes last) {
        return (from == null || last.compareTo(from) >= 0) && (to == null || first.compareTo(to) <= 0);
    }
}
