package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;

/** What became known of an entity. */
sealed interface Change {
    /** A retriever observed it anew. */
    record Observed(String retrieverId, StoredFacts facts) implements Change {}

    /** The newest row of a retriever expired. */
    record Expired(String retrieverId) implements Change {}

    /** The rows of a retriever were removed because the retriever is no more. */
    record Forgotten(String retrieverId) implements Change {}

    /**
     * The catalog has it, new or changed.
     *
     * @param json the entity
     * @param at the offset of the record that says so
     */
    record Described(String json, long at) implements Change {}

    /**
     * It left the catalog.
     *
     * @param at the offset of the record that says so
     */
    record Left(long at) implements Change {}

    /**
     * It left the catalog, as the fact store says that deleted its facts for that.
     *
     * @param at the offset of the record of the entities topic that says so
     */
    record Purged(long at) implements Change {}
}
