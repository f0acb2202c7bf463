package io.techinsights.checker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.checker.draft.DraftRoutes;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Sweeps;
import io.techinsights.checker.query.CheckQueries;
import io.techinsights.checker.query.CheckRoutes;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.checker.registry.CheckRegistry;
import io.techinsights.checker.registry.DraftReader;
import io.techinsights.checker.registry.LiveChecks;
import io.techinsights.checker.registry.RegistryRoutes;
import io.techinsights.checker.result.ResultReader;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.app.StreamsService;
import io.techinsights.streams.error.DeadLetterLog;
import io.techinsights.streams.error.PoisonRecords;
import io.techinsights.streams.error.SenselessRecords;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.query.Arrival;
import io.techinsights.streams.query.GroupProgress;
import io.techinsights.streams.query.StoreQueries;
import io.techinsights.streams.topics.CompactedView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role that judges: it turns latest facts into check results, and answers for them. */
public final class ChecksRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ChecksRole.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final CheckSettings settings;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final CheckerTypes types;
    private final Clock clock;
    private final MeterRegistry meters;
    private final DeadLetterLog deadLetters;
    private final CompactedView<String, FactSchema> schemas;
    private final CheckRegistry checks;
    private final LiveChecks live;
    private final Sweeps sweeps = new Sweeps();
    private final StoreQueries stores;
    private final GroupProgress progress;
    private final Arrival arrival;
    private volatile @Nullable StreamsService service;
    private volatile boolean caughtUp;

    public ChecksRole(
            CheckSettings settings,
            KafkaSettings kafka,
            Topics topics,
            CheckerTypes types,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.kafka = kafka;
        this.topics = topics;
        this.types = types;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("tech.insights.checks.reevaluation.entities", sweeps, Sweeps::remaining)
                .description("Entities that are still to be judged anew by a changed check")
                .register(meters);
        this.deadLetters = new DeadLetterLog(topics.deadLetters(name()).name(), kafka.producer(), kafka.consumer());
        this.schemas = schemas(deadLetters::accept);
        this.checks = new CheckRegistry(topics, kafka, new CheckReader(types), types, deadLetters::accept, clock);
        this.live = new LiveChecks(checks, types);
        this.stores = new StoreQueries(() -> Optional.ofNullable(service), kafka.partitions());
        this.progress = new GroupProgress(kafka.client());
        this.arrival = new Arrival(
                progress,
                kafka.prefix(),
                List.of(
                        new Arrival.Stage(
                                topics.facts().stream().map(Topic::name).collect(Collectors.toSet()),
                                kafka.prefix() + "facts"),
                        new Arrival.Stage(Set.of(topics.latestFacts().name()), kafka.prefix() + name())));
    }

    @Override
    public Optional<StoreQueries> stores() {
        return Optional.of(stores);
    }

    private CompactedView<String, FactSchema> schemas(CompactedView.BadRecords badRecords) {
        var topic = topics.factSchemas();
        return new CompactedView<>(
                        topic.name(),
                        topic.key().deserializer(),
                        (name, bytes) -> announced(topic.value().deserializer().deserialize(name, bytes)),
                        kafka.consumer(),
                        badRecords,
                        RegistryException.Unavailable.class)
                .requiring(RecordRules::ownKey);
    }

    /** A forgotten retriever announces nothing. */
    private static @Nullable FactSchema announced(FactSchemaAnnouncement announcement) {
        FactSchema schema = FactSchema.of(announcement);
        return schema.isForgotten() ? null : schema;
    }

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public void start(URI address) {
        settings.warnings().forEach(warning -> LOG.warn("{}", warning));
        schemas.start();
        checks.start(settings.checks());
        if (!schemas.awaitCaughtUp(TIMEOUT)) {
            throw new IllegalStateException("The fact schemas could not be read within " + TIMEOUT);
        }
        live.start();
        schemas.onChange((retriever, schema) -> live.changed());
        var topology = new CheckerTopology(topics.patient(), live, new Judge(schemas::get), sweeps).build();
        var started = new StreamsService(name(), topology, config(address), meters);
        started.start();
        service = started;
    }

    private Properties config(URI address) {
        Properties config = kafka.streams(name(), address);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, SenselessRecords.class);
        config.put(PoisonRecords.TOPIC, topics.deadLetters(name()).name());
        config.put(PoisonRecords.RETRY_ON, RegistryException.Unavailable.class);
        return config;
    }

    @Override
    public Readiness readiness() {
        StreamsService started = service;
        if (started == null) {
            return new Readiness.NotReady("checks are being compiled");
        }
        Readiness parts = Readiness.all(List.of(schemas.readiness(), checks.readiness(), started.readiness()));
        return parts instanceof Readiness.Ready ? resultsReadiness() : parts;
    }

    /**
     * After a start, results are brought up to the checks that changed meanwhile. A task that moves here later is as far as it
     * was where it came from, and no reason not to be asked.
     */
    private Readiness resultsReadiness() {
        int waiting = sweeps.waiting();
        caughtUp |= waiting == 0;
        return caughtUp
                ? new Readiness.Ready()
                : new Readiness.NotReady("results of " + waiting + " tasks are brought up to the checks of now");
    }

    @Override
    public void bindTo(Api api) {
        if (settings.configured() || settings.editable()) {
            Api behind = api.behind(arrival::await);
            var queries = new CheckQueries(stores, new ResultReader(topics));
            new CheckRoutes(live, queries, schemas::get).bindTo(behind);
            new RegistryRoutes(checks, new DraftReader(types, schemas::get), sweeps, queries, settings.editable())
                    .bindTo(behind);
            new DraftRoutes(types, live, schemas::get, stores, arrival, kafka, topics, clock).bindTo(behind);
        }
    }

    @Override
    public void close() {
        StreamsService started = service;
        if (started != null) {
            started.close();
            service = null;
        }
        live.close();
        checks.close();
        schemas.close();
        progress.close();
        deadLetters.close();
    }
}
