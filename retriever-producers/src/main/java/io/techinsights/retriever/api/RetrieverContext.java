package io.techinsights.retriever.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityFilter;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** What a run may use. */
public interface RetrieverContext {
    /** The entities of the catalog that the retriever's filter selects, in the order of their references, each read when it is its turn. */
    Stream<Entity> entities();

    /** The entities that this filter selects, whatever the retriever's own filter is. */
    Stream<Entity> entities(EntityFilter filter);

    /** What {@code factRetrievers.<id>.config} holds, as it was written; empty where nothing. */
    ObjectNode config();

    /** A log under the retriever's id. */
    Logger log();

    /** The time. */
    InstantSource clock();
}
