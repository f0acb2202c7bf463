package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that never changes. Objects of one kind share their keys, so that one costs an array of values and
 * not a hash table: evaluated trees hold thousands of them. There are few keys, and looking one up goes through them.
 */
final class FixedObject extends AbstractMap<String, JsonNode> {
    private final String[] keys;
    private final JsonNode[] values;

    /** The fields with these values under these keys; neither may change any more. */
    FixedObject(String[] keys, JsonNode[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The object with these values under these keys; neither may change any more. */
    static ObjectNode of(String[] keys, JsonNode[] values) {
        return new ObjectNode(Json.MAPPER.getNodeFactory(), new FixedObject(keys, values));
    }

    /** The object with these fields. */
    static ObjectNode of(Map<String, JsonNode> fields) {
        return of(fields.keySet().toArray(String[]::new), fields.values().toArray(JsonNode[]::new));
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Entry<String, JsonNode>> iterator() {
                return new Fields();
            }
        };
    }

    /** One field after the other. */
    private final class Fields implements Iterator<Entry<String, JsonNode>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Entry<String, JsonNode> next() {
            if (next == keys.length) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(keys[next], values[next++]);
        }
    }
}
