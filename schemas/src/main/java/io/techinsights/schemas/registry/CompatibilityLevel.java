package io.techinsights.schemas.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which schemas of a subject have to understand which, as the Confluent protocol names it. */
public enum CompatibilityLevel {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsEarlier;
    private final boolean isReadByEarlier;
    private final boolean transitive;

    CompatibilityLevel(boolean readsEarlier, boolean isReadByEarlier, boolean transitive) {
        this.readsEarlier = readsEarlier;
        this.isReadByEarlier = isReadByEarlier;
        this.transitive = transitive;
    }

    /** The level of this name, in any case; nothing where there is none. */
    public static Optional<CompatibilityLevel> of(@Nullable String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** All names, as people write them. */
    public static List<String> names() {
        return Arrays.stream(values())
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether the new schema has to read what an earlier one wrote. */
    public boolean readsEarlier() {
        return readsEarlier;
    }

    /** Whether an earlier schema has to read what the new one writes. */
    public boolean isReadByEarlier() {
        return isReadByEarlier;
    }

    /** Whether earlier means all earlier ones, and not the latest alone. */
    public boolean transitive() {
        return transitive;
    }
}
