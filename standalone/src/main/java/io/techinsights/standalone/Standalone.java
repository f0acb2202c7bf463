package io.techinsights.standalone;

import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.standalone.embedded.LocalKafka;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.http.HttpServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All roles beside a broker and a schema registry of their own, on one data directory that survives a restart. */
public final class Standalone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final LocalKafka local;
    private final Pipeline pipeline;

    /**
     * Starts all of it and waits until it is ready.
     *
     * @param kafka starts the broker and the registry
     * @param progress is told of each step
     * @throws RuntimeException where a part cannot start; what had started is stopped
     */
    public static Standalone start(
            PipelineSettings settings,
            Function<Vertx, LocalKafka> kafka,
            CheckerTypes types,
            Consumer<String> progress) {
        return new Standalone(settings, kafka, types, progress);
    }

    private Standalone(
            PipelineSettings settings,
            Function<Vertx, LocalKafka> kafka,
            CheckerTypes types,
            Consumer<String> progress) {
        try (var ahead = new ChecksAhead(settings.checks().checks(), types)) {
            Vertx vertx = HttpServer.vertx();
            started.push(() ->
                    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
            local = opened(kafka.apply(vertx));
            KafkaSettings reached = settings.kafka().at(local.bootstrapServers(), local.schemaRegistry());
            pipeline = opened(new Pipeline(settings.on(reached), Pipeline.ROLES, vertx, types));
            progress.accept("Making sure of the topics");
            pipeline.provision();
            progress.accept("Starting retrievers, facts and checks");
            pipeline.start();
            awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        started.push(part);
        return part;
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (pipeline.readiness() instanceof Readiness.NotReady notReady) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not ready after " + READY_TIMEOUT + ": " + notReady.reason());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while starting", e);
            }
        }
    }

    /** Where it answers over HTTP. */
    public URI address() {
        return pipeline.address();
    }

    /** Where its broker answers. */
    public String bootstrapServers() {
        return local.bootstrapServers();
    }

    /** Where its schema registry answers. */
    public URI schemaRegistry() {
        return local.schemaRegistry();
    }

    /** Every route of the API. */
    public java.util.List<String> routes() {
        return pipeline.routes();
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not stop cleanly", e);
            }
        }
    }
}
