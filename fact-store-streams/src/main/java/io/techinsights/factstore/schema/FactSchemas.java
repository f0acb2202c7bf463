package io.techinsights.factstore.schema;

import io.techinsights.schemas.fact.FactSchema;
import java.util.Collection;
import java.util.Optional;

/** The fact schemas that retrievers announced, as they are known now. */
public interface FactSchemas {
    /** The last word of a retriever, or about it: also that it is forgotten. Empty where nothing was seen yet. */
    Optional<FactSchema> announcement(String retrieverId);

    /** The last word of every retriever, also of those that are forgotten. */
    Collection<FactSchema> announcements();

    /** What a retriever announced; empty where nothing of it was seen yet, or it is forgotten. */
    default Optional<FactSchema> of(String retrieverId) {
        return announcement(retrieverId).filter(schema -> !schema.isForgotten());
    }

    /** All that is announced, but for what is forgotten. */
    default Collection<FactSchema> all() {
        return announcements().stream().filter(schema -> !schema.isForgotten()).toList();
    }

    /** How the rows of a retriever are kept: for ever until it announces something else. */
    default RetentionPolicy policy(String retrieverId) {
        return announcement(retrieverId).map(RetentionPolicy::of).orElseGet(RetentionPolicy::ofNobody);
    }
}
