package io.techinsights.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.techinsights.streams.query.UnavailableException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server = server(List.of(), 0);

    private HttpServer server(List<HttpSettings.Token> tokens, int port) {
        var settings = new HttpSettings("127.0.0.1", port, "/api", 1000, tokens);
        return new HttpServer(
                vertx,
                settings,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                List.of(HttpServerTest::routes));
    }

    private static void routes(Api api) {
        api.get("/ids", "read", request -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            request.queryList("ids").orElse(List.of()).forEach(body.withArray("ids")::add);
            return Reply.ok(body);
        });
        api.get("/away", "read", request -> {
            throw new UnavailableException("restoring");
        });
        api.post("/echo/:name", "write", request -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", request.path("name"));
            request.body().ifPresent(json -> body.set("body", json));
            return Reply.ok(body);
        });
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldMeasureByRoute() throws Exception {
        // Given
        server.start(List.of());

        // When
        send("POST", "/api/echo/one", "{}", "content-type", "application/json");
        send("POST", "/api/echo/two", "{}", "content-type", "application/json");
        send("GET", "/api/away", "");
        send("ODD", "/api/nowhere/at/all", "");

        // Then
        String count = "tech_insights_http_requests_seconds_count";
        await().untilAsserted(() -> assertThat(send("GET", "/metrics", "").body())
                .contains(count + "{method=\"POST\",route=\"/echo/{name}\",status=\"200\"} 2")
                .contains(count + "{method=\"GET\",route=\"/away\",status=\"503\"} 1")
                .contains(count + "{method=\"none\",route=\"none\",status=\"404\"} 1")
                .doesNotContain("nowhere"));
    }

    @Test
    void shouldReadListsInEveryForm() throws Exception {
        // Given
        server.start(List.of());

        // When
        var response = send("GET", "/api/ids?ids=a&ids%5B%5D=b&ids%5B1%5D=d&ids%5B0%5D=c", "");

        // Then
        assertThat(response.body()).isEqualTo("{\"ids\":[\"a\",\"b\",\"c\",\"d\"]}");
        assertThat(send("GET", "/api/ids/?ids=a", "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerConditionalRequestsAndHead() throws Exception {
        // Given
        server.start(List.of());
        String etag = send("GET", "/api/ids", "").headers().firstValue("etag").orElseThrow();

        // When
        var conditional = send("GET", "/api/ids", "", "if-none-match", etag);
        var head = send("HEAD", "/api/ids", "");
        var options = send("OPTIONS", "/api/ids", "");

        // Then
        assertThat(etag).startsWith("W/\"a-");
        assertThat(conditional.statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("etag")).contains(etag);
        assertThat(options.body()).isEqualTo("GET,HEAD");
    }

    @Test
    void shouldAnswerErrorsInTheEnvelope() throws Exception {
        // Given
        server.start(List.of());

        // When
        var malformed = send("POST", "/api/echo/x", "{\"a\":", "content-type", "application/json");
        var scalar = send("POST", "/api/echo/x", "null", "content-type", "application/json");
        var large = send("POST", "/api/echo/x", "[" + "1,".repeat(600) + "1]", "content-type", "application/json");
        var undecodable = send("POST", "/api/echo/%25zz", "");
        var away = send("GET", "/api/away?x=1", "");
        var unknown = send("GET", "/api/nope", "");

        // Then
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).contains("\"name\":\"SyntaxError\"").contains("\"statusCode\":400");
        assertThat(scalar.body()).contains("Unexpected token 'n', \\\"null\\\" is not valid JSON");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("\"name\":\"PayloadTooLargeError\"");
        assertThat(undecodable.statusCode()).isEqualTo(200);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("retry-after")).contains("1");
        assertThat(away.body()).contains("\"request\":{\"method\":\"GET\",\"url\":\"/away?x=1\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEmpty();
    }

    @Test
    void shouldCheckTokensAndPermissions() throws Exception {
        // Given
        server = server(List.of(new HttpSettings.Token("s3cret", Set.of("read"))), 0);
        server.start(List.of());

        // When
        var none = send("GET", "/api/ids", "");
        var wrong = send("GET", "/api/ids", "", "authorization", "Bearer nope");
        var right = send("GET", "/api/ids", "", "authorization", "Bearer s3cret");
        var notAllowed = send("POST", "/api/echo/x", "", "authorization", "Bearer s3cret");

        // Then
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Illegal token");
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(notAllowed.statusCode()).isEqualTo(403);
        assertThat(notAllowed.body()).contains("NotAllowedError");
    }

    @Test
    void shouldTakeAJsonWebTokenForNoneWhereAnybodyMayAsk() throws Exception {
        // Given
        server.start(List.of());

        // When
        var jwt = send("GET", "/api/ids", "", "authorization", "Bearer aaa.bbb.ccc");
        var bogus = send("GET", "/api/ids", "", "authorization", "Bearer bogus");

        // Then
        assertThat(jwt.statusCode()).isEqualTo(200);
        assertThat(bogus.statusCode()).isEqualTo(401);
    }

    @Test
    void shouldNameAPortInUse() {
        // Given
        server.start(List.of());
        HttpServer second = server(List.of(), server.address().getPort());

        // When
        var starting = assertThatThrownBy(() -> second.start(List.of()));

        // Then
        starting.isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Port " + server.address().getPort())
                .hasMessageContaining("in use");
    }

    @Test
    void shouldAnswerProbesAndMetrics() throws Exception {
        // Given
        server.start(List.of());

        // When
        var live = send("GET", "/health/live", "");
        var ready = send("GET", "/health/ready", "");
        var metrics = send("GET", "/metrics", "");

        // Then
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"status\":\"ready\"");
        assertThat(metrics.statusCode()).isEqualTo(200);
    }
}
