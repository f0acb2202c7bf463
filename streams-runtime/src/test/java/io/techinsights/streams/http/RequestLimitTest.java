package io.techinsights.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private static final int LARGEST_BODY = 60;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<RoutingContext> held = new LinkedBlockingQueue<>();
    private final HttpServer server = server(new RequestLimit(2, 100, LARGEST_BODY));

    private HttpServer server(RequestLimit limit) {
        Router router = Router.router(vertx);
        router.route()
                .handler(limit)
                .handler(held::add)
                .failureHandler(context -> context.response()
                        .setStatusCode(503)
                        .end(String.valueOf(context.failure().getMessage())));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<HttpResponse<String>> ask(int bodyBytes) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                        .POST(HttpRequest.BodyPublishers.ofString("x".repeat(bodyBytes)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private RoutingContext taken() throws InterruptedException {
        RoutingContext context = held.poll(10, TimeUnit.SECONDS);
        assertThat(context).isNotNull();
        return context;
    }

    @Test
    void shouldRefuseOneTooManyAtOnceAndTakeOneWhenAnotherIsAnswered() throws Exception {
        // Given
        CompletableFuture<HttpResponse<String>> first = ask(1);
        RoutingContext one = taken();
        CompletableFuture<HttpResponse<String>> second = ask(1);
        RoutingContext two = taken();

        // When
        HttpResponse<String> third = ask(1).get(10, TimeUnit.SECONDS);
        one.end("answered");
        first.get(10, TimeUnit.SECONDS);
        CompletableFuture<HttpResponse<String>> fourth = ask(1);
        taken().end("answered");
        two.end("answered");

        // Then
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.body()).contains("more requests wait here");
        assertThat(fourth.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(second.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCountTheBytesOfBodies() throws Exception {
        // Given
        CompletableFuture<HttpResponse<String>> first = ask(50);
        RoutingContext one = taken();

        // When
        HttpResponse<String> second = ask(51).get(10, TimeUnit.SECONDS);
        CompletableFuture<HttpResponse<String>> third = ask(50);
        taken().end("answered");
        one.end("answered");

        // Then
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(third.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
}
