package io.techinsights.benchmarks.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() throws Exception {
        server.requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        int number = requests.incrementAndGet();
        connections.add(request.connection());
        switch (request.path()) {
            case "/busy" ->
                request.response().setStatusCode(number % 2 == 0 ? 503 : 200).end("0123456789");
            case "/closing" -> {
                if (number % 2 == 0) {
                    request.connection().close();
                } else {
                    request.response().end("0123456789");
                }
            }
            case "/large" -> request.response().end(Buffer.buffer(new byte[1_000_000]));
            case "/chunked" -> request.response().setChunked(true).end("0123456789");
            case "/echo" ->
                request.body().onSuccess(body -> {
                    bodies.add(body.toString());
                    request.response().end(body);
                });
            default -> request.response().end("0123456789");
        }
    }

    private Load load(int connections, long leastBytes, Question... questions) {
        return new Load(
                URI.create("http://127.0.0.1:" + server.actualPort()),
                List.of(questions),
                connections,
                0,
                300,
                leastBytes);
    }

    @Test
    void shouldCountEveryAnswer() throws IOException {
        // When
        Driven driven = LoadDriver.drive(load(4, 10, Question.get("/")));

        // Then
        assertThat(driven.errors()).isZero();
        assertThat(driven.answers()).isEqualTo(driven.asked() - 1).isPositive();
        assertThat(requests.get()).isBetween((int) driven.asked(), (int) driven.asked() + 4);
        assertThat(driven.requireAnswers().perSecond()).isPositive();
        assertThat(driven.p50Millis()).isPositive().isLessThanOrEqualTo(driven.p99Millis());
        assertThat(driven.p99Millis()).isLessThanOrEqualTo(driven.maxMillis());
    }

    @Test
    void shouldKeepItsConnections() throws IOException {
        // When
        LoadDriver.drive(load(4, 10, Question.get("/")));

        // Then
        assertThat(connections).hasSize(4);
    }

    @Test
    void shouldNotCountAnErrorAsAnAnswer() throws IOException {
        // When
        Driven driven = LoadDriver.drive(load(1, 10, Question.get("/busy")));

        // Then
        assertThat(driven.errors()).isBetween(driven.asked() / 2, driven.asked() / 2 + 1);
        assertThat(driven.answers()).isEqualTo(driven.asked() - driven.errors() - 1);
        assertThat(driven.firstError()).isEqualTo("status 503, 10 bytes");
    }

    @Test
    void shouldNotCountWhatIsTooSmall() throws IOException {
        // When
        Driven driven = LoadDriver.drive(load(2, 11, Question.get("/")));

        // Then
        assertThat(driven.answers()).isZero();
        assertThat(driven.errors()).isEqualTo(driven.asked()).isPositive();
    }

    @Test
    void shouldGoOnOverAnotherConnectionWhereOneIsClosed() throws IOException {
        // When
        Driven driven = LoadDriver.drive(load(1, 10, Question.get("/closing")));

        // Then
        assertThat(driven.errors()).isPositive();
        assertThat(driven.answers()).isPositive();
        assertThat(driven.firstError()).contains("closed a connection");
        assertThat(connections).hasSizeGreaterThan(1);
    }

    @Test
    void shouldReadAnswersThatTakeManyReads() throws IOException {
        // When
        Driven driven = LoadDriver.drive(load(2, 1_000_000, Question.get("/large")));

        // Then
        assertThat(driven.errors()).isZero();
        assertThat(driven.answers()).isPositive();
    }

    @Test
    void shouldRefuseAnAnswerWhoseEndItCannotTell() throws IOException {
        // When
        Driven driven = LoadDriver.drive(load(1, 1, Question.get("/chunked")));

        // Then
        assertThat(driven.answers()).isZero();
        assertThat(driven.firstError()).contains("with a length was expected");
    }

    @Test
    void shouldAskAllItsQuestionsInTurn() throws IOException {
        // Given
        String text = "x".repeat(3_000_000);

        // When
        Driven driven = LoadDriver.drive(load(1, 1, Question.post("/echo", "[1]"), Question.post("/echo", text)));

        // Then
        assertThat(driven.errors()).isZero();
        assertThat(bodies).startsWith("[1]", text);
    }
}
