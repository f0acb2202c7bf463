package io.techinsights.schemas.registry;

import java.util.Optional;

/**
 * What a program may do to a registry, and asks of it.
 *
 * @param autoRegister whether a schema that is not there yet is registered; else it is refused
 * @param level given to each subject that has none of its own; nothing leaves that to the registry
 */
public record RegistrationRules(boolean autoRegister, Optional<CompatibilityLevel> level) {
    /** Schemas are registered, and every version has to understand every other. */
    public static final RegistrationRules DEFAULT =
            new RegistrationRules(true, Optional.of(CompatibilityLevel.FULL_TRANSITIVE));
}
