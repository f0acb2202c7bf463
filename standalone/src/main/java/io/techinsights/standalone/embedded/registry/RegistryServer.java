package io.techinsights.standalone.embedded.registry;

import io.techinsights.schemas.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a registry over HTTP, wherever its events are kept. */
final class RegistryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long BODY_LIMIT = 10L * 1024 * 1024;

    private final HttpServer server;
    private final WorkerExecutor worker;
    private final URI address;

    private RegistryServer(HttpServer server, WorkerExecutor worker, String host) {
        this.server = server;
        this.worker = worker;
        this.address = URI.create("http://" + host + ":" + server.actualPort());
    }

    /**
     * Listens.
     *
     * @throws IllegalStateException where it cannot; the message names the port
     */
    static RegistryServer start(Vertx vertx, RegistryState state, RegistryCommands commands, String host, int port) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("schema-registry-" + Uuid.randomUuid(), 1);
        var router = router(vertx, new RegistryQueries(state), commands, new Answering(worker));
        try {
            HttpServer server =
                    await(vertx.createHttpServer().requestHandler(router).listen(port, host));
            return new RegistryServer(server, worker, host);
        } catch (CompletionException e) {
            await(worker.close());
            throw new IllegalStateException(
                    "The schema registry cannot listen on " + host + ":" + port + " (" + e.getCause()
                            + "): choose another port, or 0 for any free one",
                    e);
        }
    }

    private static Router router(Vertx vertx, RegistryQueries queries, RegistryCommands commands, Answering answering) {
        Router router = Router.router(vertx);
        ProblemAnswers.bindTo(router);
        router.post().handler(ProblemAnswers::requireJson);
        router.put().handler(ProblemAnswers::requireJson);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        router.get("/").handler(Answering.asking(ask -> Json.object()));
        new SubjectRoutes(queries, commands, answering).bindTo(router);
        new SchemaRoutes(queries).bindTo(router);
        new CompatibilityRoutes(queries).bindTo(router);
        new ConfigRoutes(queries, commands, answering).bindTo(router);
        return router;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        try {
            await(server.close());
            await(worker.close());
        } catch (CompletionException e) {
            LOG.warn("Schema registry {} did not stop in order: {}", address, String.valueOf(e.getCause()));
        }
    }
}
