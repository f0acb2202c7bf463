package io.techinsights.factstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.query.FactQueries;
import io.techinsights.factstore.query.FactRoutes;
import io.techinsights.factstore.query.FactStores;
import io.techinsights.factstore.query.ForgetRoutes;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.factstore.schema.Forgetting;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.Gathered;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.Arrival;
import io.techinsights.streams.query.GroupProgress;
import io.techinsights.streams.query.StoreQueries;
import io.techinsights.streams.query.UnavailableException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
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
    private final Forgetting forgetting;
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
        this.forgetting = new Forgetting(schemas, this::announce, clock);
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
        new ForgetRoutes(queries, this::everywhere, schemas, forgetting, this::schemasReadiness).bindTo(api);
    }

    /** What the instances answer, each for its partitions; nothing but all of it will do. */
    private List<JsonNode> everywhere(Request request, Function<SortedSet<Integer>, JsonNode> here) {
        Gathered gathered = request.gather(
                stores, LatestFacts.STORE, stores.partitions(), asked -> MissingNode.getInstance(), here);
        if (!gathered.missing().isEmpty()) {
            throw new UnavailableException(
                    "partitions " + gathered.missing() + " cannot be asked: " + gathered.reason());
        }
        return gathered.answers();
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
        var topology = new FactStoreTopology(
                        topics.patient(), schemas, settings, FactCounters.of(meters), kafka.partitions())
                .build();
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

    private void announce(FactSchema schema) {
        RunningFacts now = running;
        if (now == null) {
            throw new UnavailableException(NAME + " has not started");
        }
        now.announce(schema);
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
