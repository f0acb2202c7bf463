package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A run of a retriever that publishes nothing. */
public record DryRun(
        Collection<Entity> catalog, FactRetriever retriever, ObjectNode config, InstantSource clock, Logger log)
        implements RetrieverContext {

    /** What would have been published of an entity. */
    public record Row(EntityRef entity, Map<String, JsonNode> facts) {}

    /** Of a retriever that has no configuration of its own. */
    public DryRun(Collection<Entity> catalog, FactRetriever retriever, InstantSource clock, Logger log) {
        this(catalog, retriever, Json.object(), clock, log);
    }

    /**
     * Observes.
     *
     * @param trace is told what a declared retriever asks
     * @throws Exception as the run would fail
     */
    public void observe(Trace trace, Consumer<Row> rows) throws Exception {
        var sink = new FactSink() {
            @Override
            public void emit(EntityRef entity, Map<String, JsonNode> facts) {
                rows.accept(new Row(entity, facts));
            }

            @Override
            public void emit(EntityRef entity, Map<String, JsonNode> facts, Instant observedAt) {
                emit(entity, facts);
            }
        };
        if (retriever instanceof DeclaredRetriever declared) {
            declared.retrieve(this, sink, trace);
        } else {
            retriever.retrieve(this, sink);
        }
    }

    @Override
    public Stream<Entity> entities() {
        return retriever.entityFilter().map(this::entities).orElseGet(catalog::stream);
    }

    @Override
    public Stream<Entity> entities(EntityFilter filter) {
        return catalog.stream().filter(filter::matches);
    }
}
