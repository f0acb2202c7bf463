package io.techinsights.retriever.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.schedule.Cadence;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.HistoryMode;
import java.time.Duration;

/**
 * A retriever that the configuration switched on, and how it is to run.
 *
 * @param timeout after which a run is ended
 * @param initialDelay before the first run after a start
 * @param history whether its rows stand for themselves, or for changes
 * @param topic the name of the fact topic that carries its rows, without the prefix
 * @param config what the configuration holds for the retriever's own use
 */
public record RetrieverRegistration(
        FactRetriever retriever,
        Cadence cadence,
        Duration timeout,
        Duration initialDelay,
        FactLifecycle lifecycle,
        HistoryMode history,
        String topic,
        ObjectNode config) {

    /** The id of the retriever. */
    public String id() {
        return retriever.id();
    }

    /** What is announced of its facts. */
    public FactSchema schema() {
        var schema = new FactSchema(
                retriever.id(),
                retriever.version(),
                retriever.title(),
                retriever.description(),
                retriever.entityFilter().orElse(null),
                lifecycle,
                cadence.interval(),
                topic,
                FactSchema.ORIGIN_RETRIEVER,
                retriever.schema());
        return schema.with(history);
    }
}
