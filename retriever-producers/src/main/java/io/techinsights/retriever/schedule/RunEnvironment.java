package io.techinsights.retriever.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.retriever.publish.RetrieverWriter;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What every run needs of its surroundings.
 *
 * @param writers a writer for a retriever id; each run closes its own
 * @param catalog the entities that there are, looked up for each run
 */
public record RunEnvironment(
        Topics topics,
        Function<String, RetrieverWriter> writers,
        Supplier<Collection<Entity>> catalog,
        InstantSource clock,
        MeterRegistry meters) {}
