package io.techinsights.factstore;

import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.query.FactQueries;
import io.techinsights.factstore.query.FactRoutes;
import io.techinsights.factstore.query.FactStores;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.query.Arrival;
import io.techinsights.streams.query.GroupProgress;
import io.techinsights.streams.query.StoreQueries;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The role that keeps facts and answers for them. */
public final class FactsRole implements Role {
    /** The name of the role. */
    public static final String NAME = "facts";

    private final FactStoreSettings settings;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final MeterRegistry meters;
    private final AnnouncedSchemas schemas = new AnnouncedSchemas();
    private final StoreQueries stores;
    private final GroupProgress progress;
    private final FactQueries queries;
    private volatile @Nullable RunningFacts running;

    public FactsRole(
            FactStoreSettings settings, KafkaSettings kafka, Topics topics, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
        this.stores =
                new StoreQueries(() -> Optional.ofNullable(running).flatMap(RunningFacts::app), kafka.partitions());
        this.progress = new GroupProgress(kafka.client());
        this.queries = new FactQueries(FactStores.of(stores), schemas, new RowReader(topics.latestFacts()), clock);
    }

    /** What can be asked of it inside the process. */
    public FactQueries queries() {
        return queries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void bindTo(Api api) {
        var own = new Arrival.Stage(
                topics.facts().stream().map(Topic::name).collect(Collectors.toSet()), kafka.prefix() + NAME);
        var arrival = new Arrival(progress, kafka.prefix(), List.of(own));
        new FactRoutes(queries, schemas, this::schemasReadiness).bindTo(api.behind(arrival::await));
    }

    @Override
    public Optional<StoreQueries> stores() {
        return Optional.of(stores);
    }

    @Override
    public synchronized void start(URI address) {
        if (running != null) {
            throw new IllegalStateException("Role " + NAME + " has been started already");
        }
        var topology =
                new FactStoreTopology(topics, schemas, settings, FactCounters.of(meters), kafka.partitions()).build();
        var app = new RunningFacts(kafka, topics, schemas, topology, address, meters);
        running = app;
        app.start();
    }

    @Override
    public Readiness readiness() {
        RunningFacts now = running;
        return now == null ? notStarted() : now.readiness();
    }

    private Readiness schemasReadiness() {
        RunningFacts now = running;
        return now == null ? notStarted() : now.schemasReadiness();
    }

    private static Readiness notStarted() {
        return new Readiness.NotReady(NAME + " has not started");
    }

    @Override
    public synchronized void close() {
        RunningFacts now = running;
        if (now != null) {
            now.close();
        }
        progress.close();
    }
}
