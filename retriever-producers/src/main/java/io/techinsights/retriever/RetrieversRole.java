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
import io.techinsights.schemas.entity.EntityRef;
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
import io.techinsights.streams.topics.AcknowledgedWriter;
import io.techinsights.streams.topics.CompactedView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
    private final GroupProgress progress;
    private final RetrieverViews views;
    private final RetrieverRunner runner;
    private final RunOwnership ownership;
    private final CatalogTicks ticks;
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
        this.progress = new GroupProgress(kafka.client());
        this.views = new RetrieverViews(topics, kafka, progress, deadLetters::accept);
        var schemas = new SchemaPublisher(topics, views.announcements(), writer);
        var listener = new Ownership();
        this.ownership = new RunOwnership(topics.retrieverCommands(), this::consumer, deadLetters::accept, listener);
        var factEnds = new FactTopicEnds(topics, kafka.partitions(), progress);
        var target = new EntityPublisher.Target(
                topics.entities(), KnownEntities.of(views.entities(), CATCH_UP), writer, factEnds);
        var refresh =
                new CatalogRefresh(source(settings.catalog(), clock), target, () -> ownership.owns(CATALOG), clock);
        this.ticks = new CatalogTicks(refresh, settings.catalog().cadence(), meters);
        var log = new RunLog(views.runs()::get, views::readRuns);
        var environment =
                new RunEnvironment(topics, id -> RetrieverWriter.of(kafka, id), refresh::entities, clock, meters);
        this.runner = new RetrieverRunner(settings.registrations(), environment, log);
        this.start = new RetrieversStart(settings.registrations(), schemas, views.all());
        var state = new RetrieverRoutes.State(views::announced, log, runner::nextDue, refresh::latest);
        var pushed = new PushedSchemas(schemas);
        var push = new FactPush(topics, writer, clock, kafka.prefix());
        this.routes = List.of(
                new RetrieverRoutes(settings.registrations(), state, topics, writer, clock),
                new PushRoutes(pushed, topics, push),
                new ResultRoutes(views.checks(), pushed, push));
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

    private Consumer<byte[], byte[]> consumer() {
        return RunOwnership.consumer(kafka);
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
        views.start();
        start.begin(() -> {
            ticks.start();
            runner.start();
            ownership.start();
        });
    }

    @Override
    public Readiness readiness() {
        return Readiness.all(Stream.concat(
                        views.all().stream().map(CompactedView::readiness),
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
        views.close();
        deadLetters.close();
        progress.close();
        writer.close();
    }
}
