package io.techinsights.factstore.schema;

import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import java.util.Collection;
import java.util.Optional;

/** The fact schemas that retrievers announced, as they are known now. */
public interface FactSchemas {
    /** What a retriever announced; empty where nothing of it was seen yet. */
    Optional<FactSchema> of(String retrieverId);

    /** All that was announced. */
    Collection<FactSchema> all();

    /** How long the rows of a retriever are kept: for ever until it announces something else. */
    default FactLifecycle lifecycle(String retrieverId) {
        return of(retrieverId).map(FactSchema::lifecycle).orElseGet(FactLifecycle.Keep::new);
    }
}
