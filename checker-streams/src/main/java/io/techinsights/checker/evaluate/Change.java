package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;

/** What became known of an entity. */
sealed interface Change {
    /** A retriever observed it anew. */
    record Observed(String retrieverId, StoredFacts facts) implements Change {}

    /** The newest row of a retriever expired. */
    record Expired(String retrieverId) implements Change {}

    /** The rows of a retriever were removed with their entity. */
    record Purged(String retrieverId) implements Change {}

    /** The rows of a retriever were removed because the retriever is no more. */
    record Forgotten(String retrieverId) implements Change {}

    /**
     * The catalog has it, new or changed.
     *
     * @param json the entity
     */
    record Described(String json) implements Change {}

    /** It left the catalog. */
    record Left() implements Change {}
}
