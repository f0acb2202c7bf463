package io.techinsights.standalone.embedded.registry;

import io.techinsights.schemas.registry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** What can happen to a registry. All that has happened, in order, is the registry. */
sealed interface RegistryEvent {
    /** A version is there now, or is softly deleted now. */
    record Kept(SchemaVersion version) implements RegistryEvent {}

    /** A version is gone for good. */
    record Removed(String subject, int version) implements RegistryEvent {}

    /**
     * A level was chosen.
     *
     * @param subject null for the level of all subjects that have none
     * @param level null where there is none any more
     */
    record LevelChosen(@Nullable String subject, @Nullable CompatibilityLevel level) implements RegistryEvent {}

    /** The mode was chosen. */
    record ModeChosen(Mode mode) implements RegistryEvent {}

    /** Ids up to this one were given out, and none of them is given out again even where its schema is gone. */
    record IdsGiven(int upTo) implements RegistryEvent {}
}
