package io.techinsights.checker.registry;

import io.techinsights.schemas.avro.CheckDefinition;

/** What became of an edit. */
public sealed interface Edit {
    /**
     * It was done.
     *
     * @param isNew whether there was no check of this id before
     */
    record Done(CheckDefinition definition, boolean isNew) implements Edit {}

    /** There was nothing to do. */
    record Unchanged(CheckDefinition definition) implements Edit {}

    /** A configuration file holds the check, and would bring it back. */
    record Owned(CheckDefinition definition) implements Edit {}

    /** There is no such check. */
    record Missing() implements Edit {}
}
