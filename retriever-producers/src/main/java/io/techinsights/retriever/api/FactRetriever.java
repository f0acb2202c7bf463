package io.techinsights.retriever.api;

import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.fact.FactDefinition;
import java.util.Map;
import java.util.Optional;

/**
 * Observes facts of entities. Implementations are found by {@link java.util.ServiceLoader} and run only where {@code
 * techInsights.factRetrievers} lists their id. One instance serves all runs of a process, one run at a time.
 */
public interface FactRetriever {
    /** Names it: in the configuration, in checks, in every row. */
    String id();

    /** The semantic version of its schema. */
    String version();

    /** A name for people. */
    String title();

    /** What it observes, in a sentence. */
    String description();

    /** The facts that it may emit, by name, in the order they are shown. */
    Map<String, FactDefinition> schema();

    /** The entities that it observes; empty for all of them. */
    default Optional<EntityFilter> entityFilter() {
        return Optional.empty();
    }

    /**
     * Observes, and emits facts one by one. The thread is interrupted when the run has to end: its time is over, or this
     * process does not own the retriever any more.
     *
     * @throws Exception for a run that failed: it is recorded with the message, and tried again
     */
    void retrieve(RetrieverContext context, FactSink sink) throws Exception;
}
