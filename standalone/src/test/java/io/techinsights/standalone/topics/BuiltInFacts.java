package io.techinsights.standalone.topics;

import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The retrievers that come with the program. */
final class BuiltInFacts {
    private static final String BUILT_IN = "io.techinsights.retriever.builtin";

    private BuiltInFacts() {}

    /** What each of them announces where the configuration says nothing but a cadence, by id. */
    static List<FactSchema> schemas() {
        return ServiceLoader.load(FactRetriever.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(retriever -> retriever.getClass().getPackageName().equals(BUILT_IN))
                .map(BuiltInFacts::schema)
                .sorted(Comparator.comparing(FactSchema::retrieverId))
                .toList();
    }

    private static FactSchema schema(FactRetriever retriever) {
        return new FactSchema(
                retriever.id(),
                retriever.version(),
                retriever.title(),
                retriever.description(),
                retriever.entityFilter().orElse(null),
                new FactLifecycle.Keep(),
                Duration.ofMinutes(5),
                Topics.DEFAULT_FACT_TOPIC,
                FactSchema.ORIGIN_RETRIEVER,
                retriever.schema());
    }
}
