package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.kafka.OnKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts, and results of checks, that others bring: in every form they may have, and once. */
@OnKafka
class PushedFactsTest {
    private static final String CONFIG = """
            techInsights:
              http: { maxBodyBytes: 4096 }
              checks: { editable: true }
              factChecker:
                checks:
                  covered: { type: json-rules-engine, name: Covered, description: Has coverage, factIds: [coverage],
                    rule: { conditions: { all: [{ fact: lines, operator: greaterThan, value: 80 }] } } }
                  pentest: { type: external, name: Pentest, description: Was attacked in vain, factIds: [pentests], rule: {} }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void start() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), CONFIG);
        Path catalog = Files.writeString(
                folder.resolve("catalog.yaml"), "apiVersion: a/v1\nkind: Component\nmetadata: { name: petstore }\n");
        house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
        house.send(
                "PUT",
                "/fact-schemas/coverage",
                "application/json",
                "{\"version\":\"1.0.0\",\"schema\":{\"lines\":{\"type\":\"integer\",\"description\":\"Lines\"}}}");
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static Answer push(String path, String body, String... headers) {
        return house.send(HttpRequest.newBuilder(URI.create(house.standalone().address() + TestHouse.API + path))
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** All rows of an entity that came before and with an answer. */
    private static JsonNode rows(String entity, Answer last) {
        return house.get("/facts/range?ids=coverage&startDatetime=2020-01-01&endDatetime=2100-01-01&entity=" + entity
                        + "&position=" + last.json().path("position").asText())
                .path("coverage");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one | application/json | {'entity':'component:one','facts':{'lines':81}}",
                "list | application/json | {'facts':[{'entity':'component:list','facts':{'lines':81}}]}",
                "structured | application/cloudevents+json | {'specversion':'1.0','id':'7','source':'/ci','type':'coverage',"
                        + "'subject':'component:structured','time':'2026-11-01T00:00:00Z','data':{'facts':{'lines':81}}}",
                "base64 | application/cloudevents+json | {'specversion':'1.0','id':'7','source':'/ci','type':'coverage',"
                        + "'subject':'component:base64','data_base64':'eyJmYWN0cyI6eyJsaW5lcyI6ODF9fQ=='}",
                "batch | application/cloudevents-batch+json | [{'specversion':'1.0','id':'7','source':'/ci','type':'coverage',"
                        + "'data':{'entity':'component:batch','facts':{'lines':81}}}]",
            })
    void shouldTakeARowOnceInWhateverFormItIsPushed(String name, String type, String body) {
        // When
        push("/facts/coverage", body.replace('\'', '"'), "content-type", type, "idempotency-key", "\"build 7\"");
        Answer again = push(
                "/facts/coverage", body.replace('\'', '"'), "content-type", type, "idempotency-key", "\"build 7\"");

        // Then
        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.json().path("accepted").asInt()).isEqualTo(1);
        JsonNode rows = rows("component:default/" + name, again);
        assertThat(rows).hasSize(1);
        assertThat(rows.path(0).path("facts").path("lines").asInt()).isEqualTo(81);
    }

    @Test
    void shouldTakeABinaryEventWithItsTimeAndItsSubject() {
        // Given
        String[] headers = {
            "content-type", "application/json",
            "ce-specversion", "1.0",
            "ce-id", "%227%22",
            "ce-source", "/ci",
            "ce-type", "coverage",
            "ce-subject", "component%3Adefault/binary",
            "ce-time", "2026-11-01T00:00:00Z"
        };

        // When
        push("/facts/coverage", "{\"facts\":{\"lines\":81}}", headers);
        Answer again = push("/facts/coverage", "{\"facts\":{\"lines\":81}}", headers);

        // Then
        JsonNode rows = rows("component:default/binary", again);
        assertThat(rows).hasSize(1);
        assertThat(rows.path(0).path("timestamp").asText()).startsWith("2026-11-01T00:00:00.000");
    }

    @Test
    void shouldKeepRowsOfTwoKeysAndFileAnotherRowOfOneKeyAsADeadLetter() {
        // Given
        String body = "{\"entity\":\"component:twice\",\"facts\":{\"lines\":1}}";
        push("/facts/coverage", body, "content-type", "application/json", "idempotency-key", "first");
        push("/facts/coverage", body, "content-type", "application/json", "idempotency-key", "second");

        // When
        Answer other = push(
                "/facts/coverage",
                body.replace(":1}", ":2}"),
                "content-type",
                "application/json",
                "idempotency-key",
                "second");

        // Then
        assertThat(rows("component:default/twice", other)).hasSize(2);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.records("tech-insights.dead-letters.facts"))
                        .anySatisfy(letter -> assertThat(new String(
                                        letter.headers()
                                                .lastHeader("dead-letter.reason")
                                                .value(),
                                        java.nio.charset.StandardCharsets.UTF_8))
                                .contains("The key 'second' is that of another row")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/cloudevents+json | {'id':'1'} | The event is no CloudEvent 1.0: Missing mandatory specversion attribute",
                "application/cloudevents+json | {'specversion':'1.0','id':'1','source':'/x','type':'t'} | expected to have a row as its data",
                "application/cloudevents-batch+json | {} | expected to be a list of events",
                "application/cloudevents-batch+json | [{}] | Event 0 is no CloudEvent 1.0",
                "application/json | {} | The body is expected to be",
                "application/json | {'entity':'component:x','facts':{'lines':'many'}} | The row is refused: fact 'lines': expected an integer",
                "text/plain | x | A JSON body with content-type application/json is expected",
            })
    void shouldSayWhatIsWrongWithAPush(String type, String body, String message) {
        Answer answer = push("/facts/coverage", body.replace('\'', '"'), "content-type", type);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error").path("message").asText()).contains(message);
    }

    @Test
    void shouldSayHowLargeABodyMayBe() {
        Answer answer = push("/facts/coverage", " ".repeat(5000) + "{}", "content-type", "application/json");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("error").path("message").asText())
                .isEqualTo("request entity too large: expected at most 4096 bytes; several smaller requests are taken");
    }

    private static JsonNode result(String check, Answer posted) {
        for (JsonNode result : house.get("/checks/results?entity=component:default/petstore&position="
                        + posted.json().path("position").asText())
                .path("results")) {
            if (result.path("check").path("id").asText().equals(check)) {
                return result;
            }
        }
        return Json.object();
    }

    @Test
    void shouldTakeTheResultsOfAnExternalCheck() {
        // When
        Answer failed = push(
                "/checks/pentest/results",
                "{\"results\":[{\"entity\":\"component:petstore\",\"result\":false,\"reason\":\"CVE-1 is open\"}]}",
                "content-type",
                "application/json");
        JsonNode before = result("pentest", failed);
        Answer passed = push(
                "/checks/pentest/results",
                "{\"entity\":\"component:petstore\",\"result\":true}",
                "content-type",
                "application/json");
        JsonNode after = result("pentest", passed);

        // Then
        assertThat(before.path("status").asText()).isEqualTo("FAILED");
        assertThat(before.path("reason").asText()).isEqualTo("CVE-1 is open");
        assertThat(after.path("status").asText()).isEqualTo("PASSED");
        assertThat(after.path("previousStatus").asText()).isEqualTo("FAILED");
        assertThat(after.path("sources").path(0).path("retrieverId").asText()).isEqualTo("pentests");
    }

    @Test
    void shouldTakeResultsOfACheckThatWasPutJustNow() {
        // Given
        house.send(
                "PUT",
                "/checks/grade",
                "application/json",
                "{\"type\":\"external\",\"name\":\"Grade\",\"description\":\"d\",\"factIds\":[\"grades\"],"
                        + "\"rule\":{\"result\":\"integer\"},\"passIf\":{\"operator\":\"greaterThan\",\"value\":3}}");

        // When
        Answer answer = push(
                "/checks/grade/results",
                "{\"entity\":\"component:petstore\",\"result\":4}",
                "content-type",
                "application/json");

        // Then
        assertThat(result("grade", answer).path("status").asText()).isEqualTo("PASSED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "covered | {'entity':'component:petstore','result':true} | 409 | are worked out here",
                "nobody | {'entity':'component:petstore','result':true} | 404 | Tech insight check with id 'nobody' is not registered.",
                "pentest | {'entity':'component:petstore','result':'yes'} | 400 | fact 'result': expected a boolean",
                "pentest | {'entity':'component:petstore','passed':true} | 400 | 'passed' is not known",
                "pentest | {'entity':'petstore','result':true} | 400 | had missing or empty kind",
            })
    void shouldSayWhyAResultIsNotTaken(String check, String body, int status, String message) {
        Answer answer =
                push("/checks/" + check + "/results", body.replace('\'', '"'), "content-type", "application/json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error").path("message").asText()).contains(message);
    }
}
