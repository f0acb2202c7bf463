package io.techinsights.streams.query;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a change that is put into a store means: the entries that the store holds from then on. The changelog carries the change
 * itself, and one that is restored from it means the same again, so that one record does for several entries. It depends on the change alone, and is
 * asked on any thread.
 */
public interface Expansion {
    /** A change is an entry. */
    Expansion NONE = (key, value, entries) -> entries.accept(key, value);

    /**
     * Takes a change apart.
     *
     * @param value null for a deletion
     * @param entries takes each entry, with null for one that is gone
     */
    void expand(Bytes key, byte @Nullable [] value, BiConsumer<Bytes, byte @Nullable []> entries);

    /**
     * Whether the entry of a key is written again and again, and looked up before. Then it is held back in memory until another takes
     * its place, as long as there is room; RocksDB is spared what would be overwritten. Always the same of one key.
     */
    default boolean isHeld(Bytes key) {
        return false;
    }
}
