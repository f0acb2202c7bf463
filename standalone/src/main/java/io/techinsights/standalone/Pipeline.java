package io.techinsights.standalone;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.checker.ChecksRole;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.factstore.FactsRole;
import io.techinsights.retriever.RetrieversRole;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.InstanceId;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.Role;
import io.techinsights.streams.app.RoleProcess;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.http.InstanceRoutes;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The roles of one process, composed. */
public final class Pipeline implements AutoCloseable {
    /** What a process can do. */
    public static final Set<String> ROLES = Set.of("retrievers", "facts", "checks");

    private final KafkaSettings kafka;
    private final InstanceId instance;
    private final Topics topics;
    private final HttpServer http;
    private final RoleProcess process;

    /**
     * @param roles which of {@link #ROLES}
     */
    public Pipeline(PipelineSettings settings, Set<String> roles, Vertx vertx, CheckerTypes types) {
        this.instance = new InstanceId(settings.kafka().dataDir());
        this.kafka = settings.kafka().named(instance.take());
        this.topics = new Topics(kafka.prefix(), settings.schemaRegistry(), settings.factTopics());
        var meters = meters();
        var clock = Clock.systemUTC();
        List<Role> composed = new ArrayList<>();
        if (roles.contains("facts")) {
            composed.add(new FactsRole(settings.facts(), kafka, topics, clock, meters));
        }
        if (roles.contains("checks")) {
            composed.add(new ChecksRole(settings.checks(), kafka, topics, types, clock, meters));
        }
        if (roles.contains("retrievers")) {
            composed.add(new RetrieversRole(settings.retrievers(), kafka, topics, clock, meters));
        }
        this.http = new HttpServer(
                vertx, settings.http(), meters, List.of(new OpenApiRoutes(), new InstanceRoutes(composed)));
        this.process = new RoleProcess(composed, http);
    }

    private static PrometheusMeterRegistry meters() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        try (var gc = new JvmGcMetrics()) {
            gc.bindTo(meters);
        }
        return meters;
    }

    /**
     * Creates the topics that are missing, and sets those of their settings that differ.
     *
     * @throws IllegalStateException naming everything that is still wrong
     */
    public void provision() {
        new PipelineTopics(kafka, topics).provision();
    }

    /** Opens the port and starts every role; {@link #readiness} tells when they are up. */
    public void start() {
        process.start();
    }

    /** Whether every role can do its work. */
    public Readiness readiness() {
        return process.readiness();
    }

    /** Where it answers. */
    public URI address() {
        return process.address();
    }

    /** Every route of the API, as {@code GET /path/{parameter}}. */
    public List<String> routes() {
        return http.routes();
    }

    @Override
    public void close() {
        process.close();
        instance.close();
    }
}
