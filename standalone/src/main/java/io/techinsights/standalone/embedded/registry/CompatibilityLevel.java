package io.techinsights.standalone.embedded.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which schemas of a subject have to understand which. */
enum CompatibilityLevel {
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

    /**
     * Reads a level in any case.
     *
     * @throws RegistryProblem 42203 where it is none
     */
    static CompatibilityLevel of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> RegistryProblem.invalidSetting(
                        42203,
                        "compatibility level",
                        text,
                        Arrays.stream(values())
                                .map(level -> level.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** Whether the new schema has to read what an earlier one wrote. */
    boolean readsEarlier() {
        return readsEarlier;
    }

    /** Whether an earlier schema has to read what the new one writes. */
    boolean isReadByEarlier() {
        return isReadByEarlier;
    }

    /** Whether earlier means all earlier ones, and not the latest alone. */
    boolean transitive() {
        return transitive;
    }
}
