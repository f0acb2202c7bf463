package io.techinsights.streams.topics;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where a view keeps what it read. One thread writes, any may read. */
public interface ViewEntries<K, V> extends AutoCloseable {
    /** Makes ready, with nothing in it. */
    void open();

    /** The value of a key. */
    Optional<V> get(K key);

    /** All of it; whether later changes show is left open. */
    Map<K, V> all();

    /**
     * Puts a value in place.
     *
     * @param bytes the value as it lies on the topic
     */
    void put(K key, V value, byte[] bytes);

    /** Takes a key away, where it is there. */
    void remove(K key);

    @Override
    void close();

    /** In memory: for what is small. */
    static <K, V> ViewEntries<K, V> inMemory() {
        ConcurrentMap<K, V> entries = new ConcurrentHashMap<>();
        return new ViewEntries<>() {
            @Override
            public void open() {
                // Nothing has to be opened.
            }

            @Override
            public Optional<V> get(K key) {
                return Optional.ofNullable(entries.get(key));
            }

            @Override
            public Map<K, V> all() {
                return Map.copyOf(entries);
            }

            @Override
            public void put(K key, V value, byte[] bytes) {
                entries.put(key, value);
            }

            @Override
            public void remove(K key) {
                entries.remove(key);
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }
}
