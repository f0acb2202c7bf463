package io.techinsights.retriever;

import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.catalog.CatalogSettings;
import io.techinsights.retriever.http.RetrieverRoutes;
import io.techinsights.retriever.publish.CatalogRefresh;
import io.techinsights.retriever.publish.EntityPublisher;
import io.techinsights.retriever.publish.FactTopicEnds;
import io.techinsights.retriever.publish.KnownEntities;
import io.techinsights.retriever.publish.LossGuard;
import io.techinsights.retriever.publish.RetrieverWriter;
import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.retriever.push.FactPush;
import io.techinsights.retriever.push.PushRoutes;
import io.techinsights.retriever.push.PushedSchemas;
import io.techinsights.retriever.push.ResultRoutes;
import io.techinsights.retriever.schedule.RetrieverRunner;
import io.techinsights.retriever.schedule.RunEnvironment;
import io.techinsights.retriever.schedule.RunLog;
import io.techinsights.retriever.schedule.RunOwnership;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.KeyPartition;
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
import io.techinsights.streams.query.GroupProgress;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import io.techinsights.streams.topics.CompactedView;
import io.techinsights.streams.topics.DiskEntries;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role that observes: it keeps the catalog on its topic, announces fact schemas, runs the retrievers that its group
 * gives it, and takes facts that are pushed.
 */
public final class RetrieversRole implements Role {
    private static final String NAME = "retrievers";
    private static final Logger LOG = LoggerFactory.getLogger(RetrieversRole.class);
    private static final String CATALOG = "catalog";
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final AcknowledgedWriter writer;
    private final DeadLetterLog deadLetters;
    private final CompactedView<String, CatalogEntity> entities;
    private final CompactedView<String, FactSchemaAnnouncement> announcements;
    private final CompactedView<String, RetrieverRun> runs;
    private final List<CompactedView<String, ?>> views;
    private final RetrieverRunner runner;
    private final RunOwnership ownership;
    private final CatalogTicks ticks;
    private final GroupProgress progress;
    private final String runsTopic;
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
        this.entities = entities(topics.entities());
        this.announcements = view(topics.factSchemas()).requiring(RecordRules::announcement);
        this.runs = view(topics.retrieverRuns()).requiring(RecordRules::run);
        CompactedView<String, CheckDefinition> checks = checks(topics.checkDefinitions());
        this.views = List.of(entities, announcements, runs, checks);
        var schemas = new SchemaPublisher(topics, announcements, writer);
        var listener = new Ownership();
        this.ownership = new RunOwnership(topics.retrieverCommands(), this::consumer, deadLetters::accept, listener);
        this.progress = new GroupProgress(kafka.client());
        this.runsTopic = topics.retrieverRuns().name();
        var factEnds = new FactTopicEnds(topics, kafka.partitions(), progress);
        var target =
                new EntityPublisher.Target(topics.entities(), KnownEntities.of(entities, CATCH_UP), writer, factEnds);
        var refresh =
                new CatalogRefresh(source(settings.catalog(), clock), target, () -> ownership.owns(CATALOG), clock);
        this.ticks = new CatalogTicks(refresh, settings.catalog().cadence(), meters);
        var log = new RunLog(runs::get, this::readRuns);
        var environment =
                new RunEnvironment(topics, id -> RetrieverWriter.of(kafka, id), refresh::entities, clock, meters);
        this.runner = new RetrieverRunner(settings.registrations(), environment, log);
        this.start = new RetrieversStart(settings.registrations(), schemas, List.copyOf(views));
        var state = new RetrieverRoutes.State(this::announced, log, runner::nextDue, refresh::latest);
        var pushed = new PushedSchemas(schemas);
        var push = new FactPush(topics, writer, clock, kafka.prefix());
        this.routes = List.of(
                new RetrieverRoutes(settings.registrations(), state, topics, writer, clock),
                new PushRoutes(pushed, topics, push),
                new ResultRoutes(checks, pushed, push));
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
        return view(topic, deadLetters::accept);
    }

    private <V> CompactedView<String, V> view(Topic<String, V> topic, CompactedView.BadRecords badRecords) {
        return new CompactedView<>(
                topic.name(),
                topic.key().deserializer(),
                topic.value().deserializer(),
                kafka.consumer(),
                badRecords,
                RegistryException.Unavailable.class);
    }

    private CompactedView<String, CatalogEntity> entities(Topic<String, CatalogEntity> topic) {
        var values = topic.value().deserializer();
        var place = new DiskEntries<>(
                kafka.dataDir().resolve("views").resolve("entities"), bytes -> values.deserialize(topic.name(), bytes));
        return view(topic).requiring(RecordRules::entity).keptIn(place);
    }

    /** The role of checks, whose topic it is, files what cannot be read. */
    private CompactedView<String, CheckDefinition> checks(Topic<String, CheckDefinition> topic) {
        return view(topic, (bad, error) -> LOG.debug("{}@{} is no check definition", bad.topic(), bad.offset(), error))
                .requiring(RecordRules::definition);
    }

    /** Reads all that was written of a retriever until now. */
    private void readRuns(String retrieverId) {
        var partition = new TopicPartition(runsTopic, KeyPartition.of(retrieverId, kafka.partitions()));
        Map<TopicPartition, Long> ends =
                progress.ends(List.of(partition), CATCH_UP).ends();
        try {
            runs.read(ends).get(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnavailableException("the runs that were recorded cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the recorded runs were read");
        }
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
        views.forEach(CompactedView::start);
        start.begin(() -> {
            ticks.start();
            runner.start();
            ownership.start();
        });
    }

    @Override
    public Readiness readiness() {
        return Readiness.all(Stream.concat(
                        views.stream().map(CompactedView::readiness),
                        Stream.of(start.readiness(), ownership.readiness()))
                .toList());
    }

    /** Runs are stopped and recorded first, then the group is left, so that whoever takes over finds the record. */
    @Override
    public void close() {
        start.close();
        ticks.close();
        runner.close();
        ownership.close();
        views.forEach(CompactedView::close);
        deadLetters.close();
        progress.close();
        writer.close();
    }
}
