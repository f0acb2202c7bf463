package io.techinsights.checker.drl.memory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fact of the entity. Its value has the type that JSON gave it: a text, a truth value, a number ({@code Integer} where it
 * is whole and fits, else {@code Long}, else {@code Double}), a list, a map, or null. Nothing in it can be changed.
 */
public final class Fact {
    private final @Nullable String retrieverId;
    private final @Nullable String version;
    private final @Nullable Instant observedAt;
    private final String name;
    private final @Nullable Object value;

    /**
     * A fact that a retriever observed.
     *
     * @param version of the retriever
     */
    public Fact(
            @Nullable String retrieverId,
            @Nullable String version,
            @Nullable Instant observedAt,
            String name,
            @Nullable Object value) {
        this.retrieverId = retrieverId;
        this.version = version;
        this.observedAt = observedAt;
        this.name = name;
        this.value = value;
    }

    /** A fact that a rule concluded, for other rules to read: it came from no retriever. */
    public Fact(String name, @Nullable Object value) {
        this(null, null, null, name, value);
    }

    /** Who observed it; null where a rule concluded it. */
    public @Nullable String getRetrieverId() {
        return retrieverId;
    }

    public @Nullable String getVersion() {
        return version;
    }

    public @Nullable Instant getObservedAt() {
        return observedAt;
    }

    public String getName() {
        return name;
    }

    public @Nullable Object getValue() {
        return value;
    }

    /** The value where it is a text, else null. */
    public @Nullable String getText() {
        return value instanceof String text ? text : null;
    }

    /** The value where it is a number, else null. */
    public @Nullable Double getNumber() {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    /** Whether the value is true. */
    public boolean isBool() {
        return Boolean.TRUE.equals(value);
    }

    /** The value where it is a list, else an empty one. */
    @SuppressWarnings("unchecked")
    public List<Object> getList() {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** The value where it is an object, else an empty map. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> getMap() {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The value where it is a time in ISO 8601 with an offset, else null. */
    public @Nullable Instant getTime() {
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return name + " = " + value;
    }
}
