package io.techinsights.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = new HttpServer(
            vertx,
            new HttpSettings("127.0.0.1", 0, "/api", 1024, List.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(RouteTableTest::routes));

    private static void routes(Api api) {
        api.getSlow("/things/:id", "read", request -> said("one", request.path("id")));
        api.get("/things", "read", request -> said("list", ""));
        api.get("/things/:id/parts", "read", request -> said("parts", request.path("id")));
        api.get("/things/new", "read", request -> said("new", ""));
        api.post("/things/run", "read", request -> said("run", ""));
        api.askAtOnce("/things/run/:kind/:name", "read", request -> said(request.path("kind"), request.path("name")));
    }

    private static Reply said(String route, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return Reply.ok(body.put(route, value));
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

    private HttpResponse<String> send(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/things, list, ''",
        "GET, /api/things/, list, ''",
        "GET, /api/things/new, new, ''",
        "GET, /api/things/old, one, old",
        "GET, /api/things/old/, one, old",
        "GET, /api/things//parts, one, parts",
        "GET, /api/things/run, one, run",
        "POST, /api/things/run, run, ''",
        "GET, /api/things/new/parts, parts, new",
        "GET, /api/things/a%2Fb+c%20%C3%A4, one, a/b+c ä",
        "POST, /api/things/run/x/y, x, y"
    })
    void shouldFindTheMoreExactRoute(String method, String path, String route, String value) throws Exception {
        // When
        HttpResponse<String> response = send(method, path);

        // Then
        assertThat(response.body()).isEqualTo("{\"" + route + "\":\"" + value + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api",
        "GET, /api/",
        "GET, /api/nothing",
        "GET, /api/things/a/b",
        "POST, /api/things/new",
        "POST, /api/things/run/x",
        "DELETE, /api/things"
    })
    void shouldNotFindAnyOther(String method, String path) throws Exception {
        // When
        HttpResponse<String> response = send(method, path);

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayWhatIsAllowed() throws Exception {
        // When
        HttpResponse<String> response = send("OPTIONS", "/api/things");

        // Then
        assertThat(response.headers().firstValue("allow")).contains("GET,HEAD");
    }

    @Test
    void shouldRefuseARouteTwice() {
        // Given
        var table = new RouteTable("/api");
        table.add(HttpMethod.GET, "/things/:id", context -> {});

        // Then
        assertThatThrownBy(() -> table.add(HttpMethod.GET, "/things/:name", context -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /things/:name");
    }
}
