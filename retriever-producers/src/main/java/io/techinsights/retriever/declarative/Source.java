package io.techinsights.retriever.declarative;

import io.techinsights.schemas.fact.FactDefinition;
import java.util.Map;

/** Where the facts of a declared retriever come from. */
interface Source {
    /** The facts that it may emit. */
    Map<String, FactDefinition> schema();

    /**
     * Observes.
     *
     * @throws Exception where the run failed, or some of its entities did
     */
    void observe(Run run) throws Exception;
}
