package io.techinsights.streams.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that all of it is said at once. */
public final class Problems {
    private final List<String> found = new ArrayList<>();

    /** Adds one: where it is, what is wrong, what was expected. */
    public void add(String problem) {
        found.add(problem);
    }

    /** All so far. */
    public List<String> all() {
        return List.copyOf(found);
    }

    /**
     * Ends the reading of a configuration.
     *
     * @throws InvalidConfigurationException where anything was wrong
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidConfigurationException(found);
        }
    }
}
