package io.techinsights.retriever.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import java.time.InstantSource;
import java.util.Collection;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one run may use: the catalog as it is when the run begins. */
record RunContext(RetrieverRegistration registration, Collection<Entity> catalog, InstantSource clock)
        implements RetrieverContext {
    @Override
    public Stream<Entity> entities() {
        return registration.retriever().entityFilter().map(this::entities).orElseGet(catalog::stream);
    }

    @Override
    public Stream<Entity> entities(EntityFilter filter) {
        return catalog.stream().filter(filter::matches);
    }

    @Override
    public ObjectNode config() {
        return registration.config();
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("io.techinsights.retriever.run." + registration.id());
    }
}
