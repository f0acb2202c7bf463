package io.techinsights.retriever;

import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.CatalogSettings;
import io.techinsights.retriever.http.PushRoutes;
import io.techinsights.retriever.http.RetrieverRoutes;
import io.techinsights.retriever.publish.CatalogRefresh;
import io.techinsights.retriever.publish.EntityPublisher;
import io.techinsights.retriever.publish.FactTopicEnds;
import io.techinsights.retriever.publish.KnownEntities;
import io.techinsights.retriever.publish.LossGuard;
import io.techinsights.retriever.publish.RetrieverWriter;
import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.retriever.schedule.RetrieverRunner;
import io.techinsights.retriever.schedule.RunEnvironment;
import io.techinsights.retriever.schedule.RunLog;
import io.techinsights.retriever.schedule.RunOwnership;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.config.InvalidConfigurationException;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.error.DeadLetterLog;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.Routes;
import io.techinsights.streams.topics.AcknowledgedWriter;
import io.techinsights.streams.topics.CompactedView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The role that observes: it keeps the catalog on its topic, announces fact schemas, runs the retrievers that its group
 * gives it, and takes facts that are pushed.
 */
public final class RetrieversRole implements Role {
    private static final String NAME = "retrievers";
    private static final String CATALOG = "catalog";
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final AcknowledgedWriter writer;
    private final DeadLetterLog deadLetters;
    private final CompactedView<String, CatalogEntity> entities;
    private final CompactedView<String, FactSchemaAnnouncement> announcements;
    private final CompactedView<String, RetrieverRun> runs;
    private final RetrieverRunner runner;
    private final RunOwnership ownership;
    private final CatalogTicks ticks;
    private final FactTopicEnds factEnds;
    private final RetrieversStart start;
    private final List<Routes> routes;

    /**
     * @throws InvalidConfigurationException where a retriever names a fact topic that is not declared
     */
    public RetrieversRole(
            RetrieverSettings settings, KafkaSettings kafka, Topics topics, Clock clock, MeterRegistry meters) {
        requireTopics(settings.registrations(), topics);
        this.kafka = kafka;
        this.writer = AcknowledgedWriter.of(kafka);
        this.deadLetters = new DeadLetterLog(topics.deadLetters(NAME).name(), kafka.producer(), kafka.consumer());
        this.entities = view(topics.entities()).requiring(RecordRules::entity);
        this.announcements = view(topics.factSchemas()).requiring(RecordRules::announcement);
        this.runs = view(topics.retrieverRuns()).requiring(RecordRules::run);
        var schemas = new SchemaPublisher(topics, announcements, writer);
        var listener = new Ownership();
        this.ownership = new RunOwnership(topics.retrieverCommands(), this::consumer, deadLetters::accept, listener);
        this.factEnds = new FactTopicEnds(topics, kafka);
        var target =
                new EntityPublisher.Target(topics.entities(), KnownEntities.of(entities, CATCH_UP), writer, factEnds);
        var refresh =
                new CatalogRefresh(source(settings.catalog(), clock), target, () -> ownership.owns(CATALOG), clock);
        this.ticks = new CatalogTicks(refresh, settings.catalog().cadence(), meters);
        var log = new RunLog(runs::get);
        var environment =
                new RunEnvironment(topics, id -> RetrieverWriter.of(kafka, id), refresh::entities, clock, meters);
        this.runner = new RetrieverRunner(settings.registrations(), environment, log);
        this.start = new RetrieversStart(settings.registrations(), schemas, List.of(entities, announcements, runs));
        var state = new RetrieverRoutes.State(this::announced, log, runner::nextDue, refresh::latest);
        this.routes = List.of(
                new RetrieverRoutes(settings.registrations(), state, topics, writer, clock),
                new PushRoutes(schemas, topics, writer, clock, kafka.prefix()));
    }

    private static CatalogRefresh.Source source(CatalogSettings catalog, Clock clock) {
        return new CatalogRefresh.Source(
                catalog.catalogs(clock), catalog.freshness(), catalog.isShared(), new LossGuard(catalog.maxLoss()));
    }

    private static void requireTopics(List<RetrieverRegistration> registrations, Topics topics) {
        var problems = new Problems();
        registrations.forEach(registration -> {
            try {
                topics.facts(registration.topic());
            } catch (IllegalArgumentException e) {
                problems.add("techInsights.factRetrievers." + registration.id() + ".topic: " + e.getMessage());
            }
        });
        problems.throwIfAny();
    }

    private <V> CompactedView<String, V> view(Topic<String, V> topic) {
        return new CompactedView<>(
                topic.name(),
                topic.key().deserializer(),
                topic.value().deserializer(),
                kafka.consumer(),
                deadLetters::accept,
                RegistryException.Unavailable.class);
    }

    private Consumer<byte[], byte[]> consumer() {
        return RunOwnership.consumer(kafka);
    }

    private Map<String, FactSchema> announced() {
        return announcements.all().entrySet().stream()
                .map(entry -> FactSchema.of(entry.getValue()))
                .filter(schema -> !schema.isForgotten())
                .collect(Collectors.toMap(FactSchema::retrieverId, schema -> schema));
    }

    /** Passes on to the runner what the group decides, and lets the one that owns the catalog publish it at once. */
    private final class Ownership implements RunOwnership.Listener {
        @Override
        public void owned(Predicate<String> owned) {
            runner.owned(owned);
            if (owned.test(CATALOG)) {
                ticks.now();
            }
        }

        @Override
        public void commanded(String retrieverId, Instant requestedAt, Set<EntityRef> entities) {
            runner.commanded(retrieverId, requestedAt, entities);
        }

        @Override
        public boolean isSettled() {
            return runner.isSettled() && deadLetters.isSettled();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void bindTo(Api api) {
        routes.forEach(route -> route.bindTo(api));
    }

    @Override
    public void start(URI address) {
        List.of(entities, announcements, runs).forEach(CompactedView::start);
        start.begin(() -> {
            ticks.start();
            runner.start();
            ownership.start();
        });
    }

    @Override
    public Readiness readiness() {
        return Readiness.all(List.of(
                entities.readiness(),
                announcements.readiness(),
                runs.readiness(),
                start.readiness(),
                ownership.readiness()));
    }

    /** Runs are stopped and recorded first, then the group is left, so that whoever takes over finds the record. */
    @Override
    public void close() {
        start.close();
        ticks.close();
        runner.close();
        ownership.close();
        List.of(entities, announcements, runs).forEach(CompactedView::close);
        deadLetters.close();
        factEnds.close();
        writer.close();
    }
}
