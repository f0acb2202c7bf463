package io.techinsights.checker.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * A fact that a check names.
 *
 * @param retrieverId whose fact it has to be; null where the last of the check's retrievers that has it is read
 */
public record FactUse(@Nullable String retrieverId, String name) {
    @Override
    public String toString() {
        return retrieverId == null ? "'" + name + "'" : "'" + name + "' of " + retrieverId;
    }
}
