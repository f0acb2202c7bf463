package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks from a file and over HTTP, on the whole pipeline: what is accepted, what becomes of it, what is answered. */
class ChecksTest {
    private static final String CONFIG = """
            techInsights:
              checks: { editable: true }
              factChecker:
                checks:
                  ownedCheck:
                    type: json-rules-engine
                    name: Owned
                    description: Held by this file
                    factIds: [quality]
                    rule: { conditions: { all: [{ fact: coverage, operator: greaterThanInclusive, value: 80 }] } }
                  doubled:
                    type: drools
                    name: Doubled
                    description: A number
                    factIds: [quality]
                    rule:
                      drl: |
                        rule "twice" when Fact(name == "coverage", $n : number) then result.set(2 * $n); end
                    passIf: { operator: greaterThan, value: 100 }
                  described:
                    type: drools
                    name: Described
                    description: An object
                    factIds: [quality]
                    rule:
                      drl: |
                        import java.util.Map
                        rule "map" when Fact(name == "coverage", $n : number) then result.set(Map.of("n", $n)); end
                    passIf: { operator: greaterThan, value: 100, path: $.n }
                  endless:
                    type: drools
                    name: Endless
                    description: Never ends
                    factIds: [quality]
                    rule: { drl: 'rule "loop" when Fact() then while (true) {} end' }
                  throwing:
                    type: drools
                    name: Throwing
                    description: Throws
                    factIds: [quality]
                    rule: { drl: 'rule "throw" when Fact() then throw new IllegalStateException("on purpose"); end' }
                  wrongType:
                    type: drools
                    name: Wrong type
                    description: Gives a number that nobody judges
                    factIds: [quality]
                    rule: { drl: 'rule "number" when Fact() then result.set(7); end' }
            """;
    private static final String CATALOG = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: petstore }
            spec: { lifecycle: production }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void start() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), CONFIG);
        Path catalog = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
        Answer announced = house.send("PUT", "/fact-schemas/quality", "application/json", """
                {"version": "1.0.0", "title": "Quality", "schema": {"coverage": {"type": "integer", "description": "Percent"}}}
                """);
        assertThat(announced.status()).as(announced.body()).isEqualTo(200);
        push("component:default/petstore", 85, Instant.now());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static void push(String entity, int coverage, Instant at) {
        JsonNode answer = house.post("/facts/quality", """
                {"facts": [{"entity": "%s", "timestamp": "%s", "facts": {"coverage": %d}}]}
                """.formatted(entity, at, coverage));
        assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(1);
    }

    private static Answer put(String id, String check) {
        return house.send("PUT", "/checks/" + id, "application/json", check);
    }

    private static String check(String fact, int least, String more) {
        return """
                {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["quality"], %s
                 "rule": {"conditions": {"all": [{"fact": "%s", "operator": "greaterThanInclusive", "value": %d}]}}}
                """.formatted(more, fact, least);
    }

    private static Map<String, JsonNode> results(String entity) {
        Map<String, JsonNode> results = new TreeMap<>();
        house.get("/checks/results?entity=" + entity)
                .path("results")
                .forEach(result -> results.put(result.path("check").path("id").asText(), result));
        return results;
    }

    private static JsonNode awaitStatus(String entity, String check, String status) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(results(entity))
                        .hasEntrySatisfying(
                                check,
                                result -> assertThat(result.path("status").asText())
                                        .as(result.toString())
                                        .isEqualTo(status)));
        return results(entity).getOrDefault(check, Json.object());
    }

    private static String problems(Answer answer) {
        return answer.json().path("error").path("problems").toString();
    }

    @Test
    void shouldTellWhereACheckComesFrom() {
        // When
        JsonNode owned = house.get("/checks/ownedCheck");

        // Then
        assertThat(owned.path("origin").asText()).isEqualTo("configuration");
        assertThat(owned.path("version").asInt()).isEqualTo(1);
        assertThat(owned.path("contentHash").asText()).hasSize(64);
        assertThat(owned.path("editable").asBoolean()).isFalse();
        assertThat(Instant.parse(owned.path("updatedAt").asText())).isBefore(Instant.now());
        assertThat(owned.path("check").path("name").asText()).isEqualTo("Owned");
        await().untilAsserted(() ->
                assertThat(house.get("/checks/ownedCheck").path("reevaluation")).isEqualTo(Json.parse("""
                        {"inForce": true, "underWay": false, "entitiesDone": 0, "entities": 0, "allInstances": true}
                        """)));
    }

    @Test
    void shouldRefuseToEditWhatAFileHolds() {
        // When
        Answer put = put("ownedCheck", check("coverage", 1, ""));
        Answer deleted = house.send("DELETE", "/checks/ownedCheck", "", "");

        // Then
        assertThat(put.status()).isEqualTo(409);
        assertThat(put.body()).contains("held by a configuration file");
        assertThat(deleted.status()).isEqualTo(409);
    }

    @Test
    void shouldPutEditDeleteAndPutAgainACheckAndRememberAll() {
        // When
        Answer created = put("edited", check("coverage", 80, ""));
        JsonNode first = awaitStatus("component:default/petstore", "edited", "PASSED");
        Answer same = put("edited", check("coverage", 80, ""));
        Answer changed = put("edited", check("coverage", 90, ""));
        JsonNode second = awaitStatus("component:default/petstore", "edited", "FAILED");
        Answer deleted = house.send("DELETE", "/checks/edited", "", "");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !results("component:default/petstore").containsKey("edited"));
        Answer again = put("edited", check("coverage", 80, ""));
        awaitStatus("component:default/petstore", "edited", "PASSED");

        // Then
        assertThat(List.of(created.status(), same.status(), changed.status(), deleted.status(), again.status()))
                .containsExactly(201, 200, 200, 204, 201);
        assertThat(same.json().path("version").asInt()).isEqualTo(1);
        assertThat(second.path("previousStatus").asText()).isEqualTo("PASSED");
        assertThat(first.path("checkHash")).isNotEqualTo(second.path("checkHash"));
        assertThat(house.get("/checks/edited/history"))
                .extracting(definition -> definition.path("version").asInt() + " "
                        + definition.path("withdrawn").asBoolean())
                .containsExactly("4 false", "3 true", "2 false", "1 false");
        assertThat(house.send("GET", "/checks/never/history", "", "").status()).isEqualTo(404);
        assertThat(house.send("DELETE", "/checks/never", "", "").status()).isEqualTo(404);
    }

    @Test
    void shouldNameEverythingThatIsWrongWithACheck() {
        // When
        Answer wrong = put("wrong", """
                {"type": "json-rules-engine", "name": "", "description": "d", "factIds": ["quality"], "staleAfter": 0,
                 "passIf": {"operator": "equals"},
                 "rule": {"conditions": {"all": [{"fact": "coverage", "operator": "greterThan", "value": 1}]}}}
                """);
        Answer unknown = put("wrong", check("coverrage", 1, ""));

        // Then
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(problems(wrong))
                .contains("\"path\":\"name\"")
                .contains("\"path\":\"staleAfter\"")
                .contains("\"path\":\"passIf.operator\"")
                .contains("\"path\":\"passIf.value\"");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(problems(unknown))
                .contains("rule.conditions.all[0].fact")
                .contains("unknown fact 'coverrage': no schema of [quality] has it");
        assertThat(house.send("GET", "/checks/wrong", "", "").status()).isEqualTo(404);
    }

    @Test
    void shouldWarnOfFactsThatNobodyAnnouncedAndNotReportThem() {
        // When
        Answer put = put("early", check("coverage", 1, "").replace("[\"quality\"]", "[\"later\"]"));

        // Then
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.json().path("warnings").toString()).contains("nobody has announced facts of 'later' yet");
        JsonNode result = awaitStatus("component:default/petstore", "early", "NOT_REPORTED");
        assertThat(result.path("reason").asText()).contains("later");
    }

    @Test
    void shouldAnswerEveryStatusWithItsReason() {
        // Given
        put("fresh", check("coverage", 80, "\"staleAfter\": {\"hours\": 1},"));
        put("old", check("coverage", 80, "\"staleAfter\": {\"milliseconds\": 1},"));
        put("elsewhere", check("coverage", 80, "\"filter\": {\"kind\": \"api\"},"));
        put("inError", """
                {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["quality"],
                 "passIf": {"operator": "contains", "value": 1, "path": "$.a"},
                 "rule": {"conditions": {"all": [{"fact": "coverage", "operator": "in", "value": 5}]}}}
                """);

        // When
        JsonNode passed = awaitStatus("component:default/petstore", "fresh", "PASSED");
        JsonNode stale = awaitStatus("component:default/petstore", "old", "STALE");
        JsonNode filtered = awaitStatus("component:default/petstore", "elsewhere", "NOT_APPLICABLE");
        JsonNode error = awaitStatus("component:default/petstore", "inError", "ERROR");

        // Then
        JsonNode coverage = passed.path("facts").path("coverage");
        assertThat(coverage.path("value").asInt()).isEqualTo(85);
        assertThat(coverage.path("retrieverId").asText()).isEqualTo("quality");
        assertThat(coverage.path("version").asText()).isEqualTo("1.0.0");
        assertThat(Instant.parse(coverage.path("timestamp").asText())).isBefore(Instant.now());
        JsonNode source = passed.path("sources").path(0);
        assertThat(source.path("topic").asText()).isEqualTo("tech-insights.facts");
        assertThat(source.path("offset").isIntegralNumber()).isTrue();
        assertThat(passed.path("check").path("rule").toString()).contains("\"factResult\":85");
        assertThat(stale.path("reason").asText()).contains("quality").contains("older than PT0.001S");
        assertThat(filtered.path("reason").asText()).contains("filter");
        assertThat(error.path("reason").asText())
                .contains("rule.conditions.all[0]")
                .contains("'in'");
    }

    @Test
    void shouldJudgeByTheOperatorsRulesAndKeepBadOnesToThemselves() {
        // When
        JsonNode number = awaitStatus("component:default/petstore", "doubled", "PASSED");
        JsonNode object = awaitStatus("component:default/petstore", "described", "FAILED");
        JsonNode endless = awaitStatus("component:default/petstore", "endless", "ERROR");
        JsonNode throwing = awaitStatus("component:default/petstore", "throwing", "ERROR");
        JsonNode wrongType = awaitStatus("component:default/petstore", "wrongType", "ERROR");
        JsonNode other = awaitStatus("component:default/petstore", "ownedCheck", "PASSED");

        // Then
        assertThat(number.path("result").asDouble()).isEqualTo(170);
        assertThat(object.path("result")).isEqualTo(Json.parse("{\"n\": 85}"));
        assertThat(endless.path("reason").asText()).contains("1 s");
        assertThat(throwing.path("reason").asText()).contains("on purpose");
        assertThat(wrongType.path("reason").asText()).contains("7").contains("passIf");
        assertThat(other.path("result").asBoolean()).isTrue();
        assertThat(put("code", """
                {"type": "drools", "name": "n", "description": "d", "factIds": ["quality"],
                 "rule": {"drl": "rule \\"x\\" when Fact() then result.set(true); end"}}
                """).status()).isEqualTo(403);
    }

    @Test
    void shouldGrowStaleWithoutAnyRecord() {
        // Given
        push("component:default/quiet", 90, Instant.now().plusSeconds(10));
        put("patient", check("coverage", 80, "\"staleAfter\": {\"seconds\": 3},"));
        awaitStatus("component:default/quiet", "patient", "PASSED");

        // When
        JsonNode stale = awaitStatus("component:default/quiet", "patient", "STALE");

        // Then
        assertThat(stale.path("previousStatus").asText()).isEqualTo("PASSED");
    }

    @Test
    void shouldSayThatNothingIsKnownOfAnEntity() {
        // When
        Answer nobody = house.send("GET", "/checks/results?entity=component:default/nobody", "", "");
        Answer none = house.send("GET", "/checks/results", "", "");

        // Then
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.body()).contains("component:default/nobody");
        assertThat(none.status()).isEqualTo(400);
    }

    @Test
    void shouldKeepOneWriterAtATimeWhenManyPut() throws Exception {
        // Given
        List<Thread> writers = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int least = i;
            writers.add(new Thread(() -> put("contested", check("coverage", least, ""))));
        }

        // When
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        // Then
        JsonNode history = house.get("/checks/contested/history");
        assertThat(history)
                .extracting(definition -> definition.path("version").asInt())
                .doesNotHaveDuplicates()
                .isNotEmpty();
        assertThat(history.path(0).path("contentHash"))
                .isEqualTo(house.get("/checks/contested").path("contentHash"));
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = TechInsights.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    private static Path file(int least) throws IOException {
        return Files.writeString(folder.resolve("apply.yaml"), """
                techInsights:
                  factChecker:
                    checks:
                      applied:
                        type: json-rules-engine
                        name: Applied
                        description: From a command line
                        factIds: [quality]
                        rule: { conditions: { all: [{ fact: coverage, operator: greaterThan, value: %d }] } }
                      ownedCheck:
                        type: json-rules-engine
                        name: Not ours
                        description: A file of the instance holds it
                        factIds: [quality]
                        rule: { conditions: { all: [] } }
                """.formatted(least));
    }

    @Test
    void shouldApplyDiffAndDeleteFromTheCommandLine() throws IOException {
        // Given
        String url = "--url=" + house.standalone().address() + TestHouse.API;

        // When
        Ran first = run("checks", "apply", url, file(10).toString());
        Ran again = run("checks", "apply", url, file(10).toString());
        Ran diff = run("checks", "diff", url, file(20).toString());
        Ran changed = run("checks", "apply", url, file(20).toString());
        Ran deleted = run("checks", "delete", url, "applied", "ownedCheck", "never");
        Ran nowhere = run("checks", "diff", "--url=http://127.0.0.1:1/api/tech-insights", file(20).toString());

        // Then
        assertThat(first.out()).isEqualToIgnoringNewLines("created applied");
        assertThat(first.err()).contains("check 'ownedCheck': 409").contains("held by a configuration file");
        assertThat(first.code()).isEqualTo(1);
        assertThat(again.out()).isEqualToIgnoringNewLines("unchanged applied");
        assertThat(diff.out())
                .contains("~ applied")
                .contains("{\"op\":\"replace\",\"path\":\"/rule/conditions/all/0/value\",\"value\":20}");
        assertThat(diff.code()).isEqualTo(1);
        assertThat(changed.out()).isEqualToIgnoringNewLines("changed applied");
        assertThat(deleted.out()).isEqualToIgnoringNewLines("deleted applied");
        assertThat(deleted.err()).contains("check 'never': 404").contains("check 'ownedCheck': 409");
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("cannot be reached").contains("--url");
    }
}
