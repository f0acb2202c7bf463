package io.techinsights.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryClientTest {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);

    private final List<String> requests = new ArrayList<>();
    private final HttpServer server;
    private final SchemaRegistryClient client;
    private volatile int status = 200;
    private volatile String answer = "{}";

    SchemaRegistryClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client = new SchemaRegistryClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7/"));
    }

    @BeforeEach
    void listen() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (requests) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void shouldRegisterOnceAndKeepWhatItLearned() {
        // Given
        answer = "{\"id\": 7}";

        // When
        int id = client.register("a/b c-value", TEXT);

        // Then
        assertThat(client.register("a/b c-value", TEXT)).isEqualTo(id).isEqualTo(7);
        assertThat(client.byId(7)).isEqualTo(TEXT);
        assertThat(requests)
                .containsExactly("POST /apis/ccompat/v7/subjects/a%2Fb%20c-value/versions"
                        + " {\"schema\":\"\\\"string\\\"\",\"schemaType\":\"AVRO\"}");
    }

    @Test
    void shouldFetchASchemaOnce() {
        // Given
        answer = "{\"schema\": \"\\\"string\\\"\"}";

        // When
        Schema schema = client.byId(9);

        // Then
        assertThat(client.byId(9)).isEqualTo(schema).isEqualTo(TEXT);
        assertThat(requests).containsExactly("GET /apis/ccompat/v7/schemas/ids/9 ");
    }

    @ParameterizedTest
    @CsvSource({"404, 40403", "409, 409", "422, 42201"})
    void shouldTellARefusal(int httpStatus, int code) {
        // Given
        status = httpStatus;
        answer = "{\"error_code\": " + code + ", \"message\": \"no, and why\"}";

        // When
        assertThatThrownBy(() -> client.register("a", TEXT))

                // Then
                .isInstanceOf(RegistryException.Refused.class)
                .hasMessageContaining("no, and why")
                .extracting(refused -> ((RegistryException.Refused) refused).errorCode())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"500, {}", "503, gone fishing", "429, {}", "200, no json", "200, {}", "200, []", "200, {\"id\": \"x\"}"
    })
    void shouldTellARegistryThatDoesNotAnswerSensibly(int httpStatus, String body) {
        // Given
        status = httpStatus;
        answer = body;

        // When
        assertThatThrownBy(() -> client.register("a", TEXT))

                // Then
                .isInstanceOf(RegistryException.Unavailable.class)
                .hasMessageContaining("/subjects/a/versions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'schema': 'nothing'}",
                "{'schema': '{\\'type\\': \\'fixed\\'}'}",
                "{'schema': '{\\'type\\': \\'fixed\\', \\'name\\': \\'F\\', \\'size\\': -1}'}",
                "{'schema': '{\\'type\\': \\'record\\', \\'name\\': \\'R\\', \\'fields\\': [{\\'name\\': \\'f\\',"
                        + " \\'type\\': \\'int\\', \\'default\\': \\'x\\'}]}'}"
            })
    void shouldTellAnAnswerThatIsNoSchema(String body) {
        // Given
        answer = body.replace('\'', '"');

        // When
        assertThatThrownBy(() -> client.byId(3))

                // Then
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("3");
    }

    @Test
    void shouldTellARegistryThatIsNotThere() {
        // Given
        server.stop(0);

        // When
        assertThatThrownBy(() -> client.byId(1))

                // Then
                .isInstanceOf(RegistryException.Unavailable.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("/apis/ccompat/v7/");
    }
}
