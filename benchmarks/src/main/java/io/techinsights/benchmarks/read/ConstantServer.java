package io.techinsights.benchmarks.read;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.http.HttpSettings;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Request;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Our HTTP server with nothing behind it: it answers with one body, with the headers that every answer has. It is asked on the
 * thread that serves everybody, which is the least an answer can cost, or on a worker, as what may take a while is.
 */
final class ConstantServer implements AutoCloseable {
    private static final String BASE_PATH = ReadHouse.API;
    private static final int NO_BODIES = 1024;
    private static final String NOBODY_CHECKS = "read";

    private final Vertx vertx = HttpServer.vertx();
    private final HttpServer server;
    private final Reply reply;

    /**
     * @param body JSON, which is answered byte for byte
     */
    ConstantServer(String body) {
        reply = Reply.ok(Json.raw(body));
        var settings = new HttpSettings("127.0.0.1", 0, BASE_PATH, NO_BODIES, List.of());
        server = new HttpServer(
                vertx, settings, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of(this::bindTo));
        server.start(List.of());
    }

    private void bindTo(Api api) {
        api.get("/at-once", NOBODY_CHECKS, this::answer);
        api.getSlow("/on-a-worker", NOBODY_CHECKS, this::answer);
    }

    private Reply answer(Request request) {
        return reply;
    }

    URI address() {
        return server.address();
    }

    static Question atOnce() {
        return Question.get(BASE_PATH + "/at-once");
    }

    static Question onAWorker() {
        return Question.get(BASE_PATH + "/on-a-worker");
    }

    @Override
    public void close() throws Exception {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
