package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.techinsights.benchmarks.process.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProbesTest {
    private static final String ANSWER = "[{\"facts\":{\"count\":{\"value\":%d}},\"result\":true}]";

    private final Times times = new Times();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger(6);
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] body = ANSWER.formatted(count.get()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status.get(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private HttpProbes probes() {
        return new HttpProbes(
                new Instance(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                "check");
    }

    @Test
    void shouldAskUntilTheResultIsByTheFact() {
        try (var probes = probes()) {
            // Given
            probes.watch("service-000001", 7, System.nanoTime(), times);
            await().until(() -> asked.size() > 2);
            assertThat(times.count()).isZero();

            // When
            count.set(7);

            // Then
            await().until(() -> probes.waiting() == 0);
            await().until(() -> times.count() == 1);
            assertThat(asked)
                    .contains("POST /api/tech-insights/checks/run/default/component/service-000001"
                            + " {\"checks\":[\"check\"]}");
        }
    }

    @Test
    void shouldGoOnAskingWhereThereIsNoAnswer() {
        try (var probes = probes()) {
            // Given
            count.set(8);
            status.set(503);
            probes.watch("service-000001", 7, System.nanoTime(), times);
            await().until(() -> asked.size() > 2);
            assertThat(probes.waiting()).isEqualTo(1);

            // When
            status.set(200);

            // Then
            await().until(() -> probes.waiting() == 0);
            assertThat(probes.toString()).contains("had no answer, the last: status 503");
        }
    }

    @Test
    void shouldNotTakeAnOlderResult() {
        assertThat(HttpProbes.shows(ANSWER.formatted(6), 7)).isFalse();
        assertThat(HttpProbes.shows(ANSWER.formatted(7), 7)).isTrue();
        assertThat(HttpProbes.shows(ANSWER.formatted(8), 7)).isTrue();
        assertThat(HttpProbes.shows("[]", 0)).isFalse();
    }
}
