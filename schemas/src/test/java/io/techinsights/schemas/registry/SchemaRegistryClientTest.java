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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();

    SchemaRegistryClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client = client(RegistrationRules.DEFAULT);
    }

    private SchemaRegistryClient client(RegistrationRules rules) {
        return new SchemaRegistryClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7/"), rules);
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
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        synchronized (requests) {
            requests.add(request + " " + body);
        }
        String refusal = refusals.get(request);
        byte[] bytes =
                (refusal == null ? answers.getOrDefault(request, answer) : refusal).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refusal == null ? status : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final String SUBJECT = "/apis/ccompat/v7/subjects/a";
    private static final String TEXT_BODY = " {\"schema\":\"\\\"string\\\"\",\"schemaType\":\"AVRO\"}";

    private void hasNoSubject() {
        refusals.put("POST " + SUBJECT, "{\"error_code\": 40401, \"message\": \"no subject\"}");
        refusals.put("GET /apis/ccompat/v7/config/a", "{\"error_code\": 40408, \"message\": \"no level\"}");
        answer = "{\"id\": 3}";
    }

    @Test
    void shouldRegisterWhatIsNotThereAndGiveItsSubjectALevel() {
        // Given
        hasNoSubject();

        // When
        int id = client.register("a", TEXT);

        // Then
        assertThat(id).isEqualTo(3);
        assertThat(requests)
                .containsExactly(
                        "POST " + SUBJECT + TEXT_BODY,
                        "POST " + SUBJECT + "/versions" + TEXT_BODY,
                        "GET /apis/ccompat/v7/config/a ",
                        "PUT /apis/ccompat/v7/config/a {\"compatibility\":\"FULL_TRANSITIVE\"}");
    }

    @Test
    void shouldLeaveTheLevelOfASubjectThatHasOne() {
        // Given
        hasNoSubject();
        refusals.remove("GET /apis/ccompat/v7/config/a");
        answers.put("GET /apis/ccompat/v7/config/a", "{\"compatibilityLevel\": \"BACKWARD\"}");

        // When
        client.register("a", TEXT);

        // Then
        assertThat(requests).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void shouldLeaveTheLevelToTheRegistryWhereItIsToldTo() {
        // Given
        hasNoSubject();
        var other = client(new RegistrationRules(true, Optional.empty()));

        // When
        other.register("a", TEXT);

        // Then
        assertThat(requests).noneMatch(request -> request.contains("/config"));
    }

    @Test
    void shouldRegisterNothingWhereThatIsSwitchedOff() {
        // Given
        hasNoSubject();
        var other = client(new RegistrationRules(false, Optional.empty()));

        // When
        assertThatThrownBy(() -> other.register("a", TEXT))

                // Then
                .isInstanceOf(RegistryException.Refused.class)
                .hasMessageContaining("not registered under subject 'a'")
                .hasMessageContaining("auto-registration is off");
        assertThat(requests).containsExactly("POST " + SUBJECT + TEXT_BODY);
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
                .containsExactly("POST /apis/ccompat/v7/subjects/a%2Fb%20c-value"
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
                .hasMessageContaining("/subjects/a");
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
