package io.techinsights.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLinesTest {
    private static final int ENDLESS = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger written = new AtomicInteger();
    private final HttpServer server = new HttpServer(
            vertx,
            new HttpSettings("127.0.0.1", 0, "/api", 1000, List.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(this::routes));

    /** Work of a test, which tells when it is closed. */
    private record Work(CountDownLatch closed, java.util.function.Consumer<LineSink> work) implements LineSource {
        @Override
        public void writeTo(LineSink sink) {
            work.accept(sink);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private void routes(Api api) {
        api.postLines(
                "/two",
                "read",
                request -> new Work(closed, sink -> {
                    sink.write(line(1));
                    await(goOn);
                    sink.write(line(2));
                }));
        api.postLines("/busy", "read", request -> {
            throw ApiException.tooManyRequests("two are under way");
        });
        api.postLines(
                "/breaks",
                "read",
                request -> new Work(closed, sink -> {
                    sink.write(line(1));
                    throw ApiException.notFound("nothing is here");
                }));
        api.postLines("/endless", "read", request -> new Work(closed, this::writeEndlessly));
        api.postLines(
                "/silent",
                "read",
                request -> new Work(closed, sink -> {
                    sink.write(line(1));
                    org.awaitility.Awaitility.await().until(() -> !sink.isOpen());
                    gone.countDown();
                }));
    }

    private static ObjectNode line(int number) {
        return JsonNodeFactory.instance.objectNode().put("line", number);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void writeEndlessly(LineSink sink) {
        ObjectNode line = line(1).put("filling", "x".repeat(100_000));
        try {
            while (written.incrementAndGet() < ENDLESS) {
                sink.write(line);
            }
        } catch (ClientGoneException e) {
            gone.countDown();
            throw e;
        }
    }

    @BeforeEach
    void start() {
        server.start(List.of());
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
    }

    private HttpRequest post(String path, String encoding) {
        return HttpRequest.newBuilder(URI.create(server.address() + "/api" + path))
                .header("accept-encoding", encoding)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    /** A client that asks and then reads only what it is told to. */
    private Socket open(String path) throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.getOutputStream()
                .write(("POST /api" + path + " HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void shouldShowEachLineWhenItIsWritten() throws Exception {
        // When
        var response = client.send(post("/two", "gzip"), HttpResponse.BodyHandlers.ofInputStream());

        // Then
        assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson; charset=utf-8");
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("{\"line\":1}");
            goOn.countDown();
            assertThat(lines.readLine()).isEqualTo("{\"line\":2}");
            assertThat(lines.readLine()).isNull();
        }
        await(closed);
    }

    @Test
    void shouldGiveAStatusToWhatFailsBeforeTheFirstLine() throws Exception {
        // When
        var response = client.send(post("/busy", "identity"), HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("5");
        assertThat(response.body()).contains("TooManyRequestsError").contains("two are under way");
    }

    @Test
    void shouldEndWithALineThatSaysWhatFailed() throws Exception {
        // When
        var response = client.send(post("/breaks", "identity"), HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(response.body().lines())
                .containsExactly(
                        "{\"line\":1}", "{\"error\":{\"name\":\"NotFoundError\",\"message\":\"nothing is here\"}}");
        await(closed);
    }

    @Test
    void shouldTellWorkThatWritesNothingThatTheClientHungUp() throws Exception {
        // Given
        var socket = open("/silent");
        assertThat(socket.getInputStream().read()).isPositive();

        // When
        socket.close();

        // Then
        await(gone);
        await(closed);
    }

    @Test
    void shouldWriteNoFasterThanTheClientReads() throws Exception {
        // Given
        try (var socket = open("/endless")) {
            assertThat(socket.getInputStream().read()).isPositive();

            // When
            var before = new AtomicInteger(-1);
            org.awaitility.Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> before.getAndSet(written.get()) == written.get());

            // Then
            assertThat(written.get()).isLessThan(1000);
        }
        await(gone);
        await(closed);
    }
}
