package io.techinsights.standalone.embedded.registry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether the registry takes anything new. */
enum Mode {
    READWRITE,
    READONLY;

    /**
     * Reads a mode in any case.
     *
     * @throws RegistryProblem 42204 where it is none
     */
    static Mode of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> RegistryProblem.invalidSetting(42204, "mode", text, "READWRITE, READONLY"));
    }
}
