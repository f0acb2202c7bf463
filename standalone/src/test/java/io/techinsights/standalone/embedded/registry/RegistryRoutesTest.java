package io.techinsights.standalone.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.json.Json;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryRoutesTest {
    private static final String MISSING_TYPE = "{\"schema\": \"\\\"nothing\\\"\"}";

    private final Vertx vertx = Vertx.vertx();
    private final RegistryState state = new RegistryState();
    private final MemoryLog log = new MemoryLog(state);
    private final RegistryServer server =
            RegistryServer.start(vertx, state, new RegistryCommands(state, log), "127.0.0.1", 0);
    private final RegistryProtocol protocol = new RegistryProtocol(server.address());

    @AfterEach
    void stop() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldAnswerInTheProtocolsMediaTypeUnlessPlainJsonIsAskedFor() throws Exception {
        // When
        HttpResponse<String> usual = protocol.send("GET", "/", null);
        HttpResponse<String> plain = protocol.send(HttpRequest.newBuilder(server.address())
                .header("Accept", "application/json")
                .build());

        // Then
        assertThat(usual.body()).isEqualTo("{}");
        assertThat(usual.headers().firstValue("Content-Type")).hasValue("application/vnd.schemaregistry.v1+json");
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void shouldTellWhatIsRegistered() throws Exception {
        // Given
        String schema = TestSchemas.NAME.toString();
        String version = Json.write(
                Json.object().put("subject", "a").put("version", 1).put("id", 1).put("schema", schema));

        // When
        String id = protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME))
                .body();

        // Then
        assertThat(id).isEqualTo("{\"id\":1}");
        assertThat(protocol.get("/subjects")).isEqualTo("[\"a\"]");
        assertThat(protocol.get("/subjects?subjectPrefix=b")).isEqualTo("[]");
        assertThat(protocol.get("/subjects/a/versions")).isEqualTo("[1]");
        assertThat(protocol.get("/subjects/a/versions/1")).isEqualTo(version);
        assertThat(protocol.get("/subjects/a/versions/latest")).isEqualTo(version);
        assertThat(protocol.get("/subjects/a/versions/-1")).isEqualTo(version);
        assertThat(protocol.get("/subjects/a/versions/1/schema")).isEqualTo(schema);
        assertThat(protocol.send("POST", "/subjects/a", body(TestSchemas.NAME)).body())
                .isEqualTo(version);
        assertThat(protocol.get("/schemas/ids/1"))
                .isEqualTo(Json.write(Json.object().put("schema", schema)));
        assertThat(protocol.get("/schemas/ids/1/schema")).isEqualTo(schema);
        assertThat(protocol.get("/schemas/ids/1/subjects")).isEqualTo("[\"a\"]");
        assertThat(protocol.get("/schemas/ids/1/versions")).isEqualTo("[{\"subject\":\"a\",\"version\":1}]");
        assertThat(protocol.get("/schemas/types")).isEqualTo("[\"AVRO\"]");
    }

    @Test
    void shouldDelete() throws Exception {
        // Given
        protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME));
        protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME_AND_OPTIONAL));

        // When
        String version = protocol.send("DELETE", "/subjects/a/versions/2", null).body();
        String subject = protocol.send("DELETE", "/subjects/a", null).body();

        // Then
        assertThat(version).isEqualTo("2");
        assertThat(subject).isEqualTo("[1]");
        assertThat(protocol.get("/subjects")).isEqualTo("[]");
        assertThat(protocol.get("/subjects?deleted=true")).isEqualTo("[\"a\"]");
        assertThat(protocol.get("/subjects/a/versions?deleted=true")).isEqualTo("[1,2]");
        assertThat(protocol.get("/schemas/ids/2/subjects")).isEqualTo("[]");
        assertThat(protocol.send("DELETE", "/subjects/a?permanent=true", null).body())
                .isEqualTo("[1,2]");
        assertThat(protocol.get("/subjects?deleted=true")).isEqualTo("[]");
    }

    @Test
    void shouldConfigure() throws Exception {
        // When
        String before = protocol.get("/config");
        String global = protocol.send("PUT", "/config", "{\"compatibility\": \"backward\"}")
                .body();
        String subject = protocol.send("PUT", "/config/a", "{\"compatibility\": \"NONE\"}")
                .body();

        // Then
        assertThat(before).isEqualTo("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        assertThat(global).isEqualTo("{\"compatibility\":\"BACKWARD\"}");
        assertThat(subject).isEqualTo("{\"compatibility\":\"NONE\"}");
        assertThat(protocol.get("/config/a")).isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
        assertThat(protocol.get("/config/b?defaultToGlobal=true")).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(protocol.send("DELETE", "/config/a", null).body()).isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
        assertThat(protocol.send("DELETE", "/config", null).body()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(protocol.get("/config")).isEqualTo(before);
        assertThat(protocol.get("/mode")).isEqualTo("{\"mode\":\"READWRITE\"}");
        assertThat(protocol.send("PUT", "/mode", "{\"mode\": \"READONLY\"}").body())
                .isEqualTo("{\"mode\":\"READONLY\"}");
    }

    @Test
    void shouldJudgeCompatibilityWithoutRegistering() throws Exception {
        // Given
        protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME));
        String path = "/compatibility/subjects/a/versions";

        // When
        String good = protocol.send("POST", path + "/latest", body(TestSchemas.NAME_AND_OPTIONAL))
                .body();
        String bad =
                protocol.send("POST", path, body(TestSchemas.NAME_AND_REQUIRED)).body();
        String why = protocol.send("POST", path + "?verbose=true", body(TestSchemas.NAME_AND_REQUIRED))
                .body();

        // Then
        assertThat(good).isEqualTo("{\"is_compatible\":true}");
        assertThat(bad).isEqualTo("{\"is_compatible\":false}");
        assertThat(Json.parse(why).path("messages"))
                .hasSize(1)
                .allSatisfy(message -> assertThat(message.asText()).contains("field 'owner'"));
        assertThat(protocol.get("/subjects/a/versions")).isEqualTo("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /subjects/no/versions              | 404 | 40401",
                "GET    | /subjects/a/versions/9             | 404 | 40402",
                "GET    | /subjects/a/versions/0             | 422 | 42202",
                "GET    | /subjects/a/versions/99999999999   | 422 | 42202",
                "GET    | /schemas/ids/99                    | 404 | 40403",
                "GET    | /schemas/ids/x                     | 404 | 40403",
                "GET    | /config/a                          | 404 | 40408",
                "DELETE | /config/a                          | 404 | 40408",
                "DELETE | /subjects/no                       | 404 | 40401",
                "DELETE | /subjects/a?permanent=true         | 404 | 40405",
                "DELETE | /subjects/a/versions/1?permanent=true | 404 | 40407",
                "GET    | /nowhere                           | 404 | 404",
                "PATCH  | /subjects                          | 405 | 405"
            })
    void shouldAnswerWithTheProtocolsErrorCodes(String method, String path, int status, int code) throws Exception {
        // Given
        protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME));

        // When
        HttpResponse<String> answer = protocol.send(method, path, null);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parse(answer.body()).path("error_code").asInt()).isEqualTo(code);
        assertThat(Json.parse(answer.body()).path("message").asText("some")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /subjects/b/versions | " + MISSING_TYPE + "         | 422 | 42201",
                "POST | /subjects/a          | " + MISSING_TYPE + "         | 422 | 42201",
                "POST | /subjects/b/versions | [                            | 400 | 400",
                "POST | /subjects/b/versions | []                           | 400 | 400",
                "POST | /subjects/b/versions | ''                           | 400 | 400",
                "POST | /subjects/b/versions | {\"schema\": \"1\", \"id\": 4} | 422 | 42205",
                "POST | /subjects/b          | {\"schema\": \"\\\"int\\\"\"} | 404 | 40401",
                "POST | /subjects/a          | {\"schema\": \"\\\"int\\\"\"} | 404 | 40403",
                "POST | /subjects/a/versions | {\"schema\": \"\\\"int\\\"\"} | 409 | 409",
                "PUT  | /config              | {\"compatibility\": \"MAYBE\"} | 422 | 42203",
                "PUT  | /config              | {}                           | 422 | 42203",
                "PUT  | /mode                | {\"mode\": \"IMPORT\"}       | 422 | 42204"
            })
    void shouldRefuseABodyWithTheProtocolsErrorCodes(String method, String path, String body, int status, int code)
            throws Exception {
        // Given
        protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME));

        // When
        HttpResponse<String> answer = protocol.send(method, path, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parse(answer.body()).path("error_code").asInt()).isEqualTo(code);
    }

    @Test
    void shouldRefuseAnotherMediaType() throws Exception {
        // When
        HttpResponse<String> answer =
                protocol.send(HttpRequest.newBuilder(server.address().resolve("/config"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .PUT(BodyPublishers.ofString("compatibility=NONE"))
                        .build());

        // Then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void shouldSayThatItCouldNotKeepASchema() throws Exception {
        // Given
        log.fail();

        // When
        HttpResponse<String> answer = protocol.send("POST", "/subjects/a/versions", body(TestSchemas.NAME));

        // Then
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error_code\":50001,\"message\":\"the log is full\"}");
    }

    private static String body(Schema schema) {
        return Json.write(Json.object().put("schema", schema.toString()).put("schemaType", "AVRO"));
    }
}
