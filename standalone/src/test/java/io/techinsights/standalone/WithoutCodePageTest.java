package io.techinsights.standalone;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.kafka.OnKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of docs/retrievers/without-code.md, all of them in one process, from answers in the shape that the services
 * document to the results of checks.
 */
@OnKafka
class WithoutCodePageTest {
    private static final Path PAGE = Path.of("..", "docs", "retrievers", "without-code.md");
    private static final List<String> EXAMPLES =
            List.of("GitHub", "SonarQube", "PagerDuty", "OpenSSF Scorecard", "`prometheus`", "`file`");
    private static final String MEASURES =
            "/api/measures/component?metricKeys=coverage,bugs,ncloc&component=acme%3Apetstore";
    private static final String CATALOG = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: petstore
              annotations: { github.com/project-slug: acme/petstore, sonarqube.org/project-key: 'acme:petstore' }
            """;
    private static final String CHECKS = """
            techInsights:
              factChecker:
                checks:
                  loved: { type: json-rules-engine, name: Loved, description: Has stars, factIds: [github-repo],
                    rule: { conditions: { all: [{ fact: stars, operator: greaterThanInclusive, value: 42 }] } } }
                  covered: { type: json-rules-engine, name: Covered, description: Has coverage, factIds: [sonarqube],
                    rule: { conditions: { all: [{ fact: coverage, operator: greaterThan, value: 80 }] } } }
                  calm: { type: json-rules-engine, name: Calm, description: Nobody is called, factIds: [pagerduty],
                    rule: { conditions: { all: [{ fact: status, operator: equal, value: active }] } } }
                  fuzzed: { type: json-rules-engine, name: Fuzzed, description: Is fuzzed, factIds: [scorecard],
                    rule: { conditions: { all: [{ fact: failing, operator: doesNotContain, value: Fuzzing }] } } }
                  reliable: { type: json-rules-engine, name: Reliable, description: Few errors, factIds: [availability],
                    rule: { conditions: { all: [{ fact: errorRatio, operator: lessThan, value: 0.01 }] } } }
                  modern: { type: json-rules-engine, name: Modern, description: A new Java, factIds: [checkout],
                    rule: { conditions: { all: [{ fact: java, operator: in, value: ['17', '21'] }] } } }
            """;
    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    /** An example of the page: its configuration, and the facts that it says come of it. */
    private record Example(String configuration, String facts) {
        static Example under(String heading) throws IOException {
            Matcher section = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "$(.*?)(?=^#|\\z)")
                    .matcher(Files.readString(PAGE));
            assertThat(section.find()).as(heading).isTrue();
            String text = section.group(1);
            Matcher facts = Pattern.compile("(?m)^Facts: `(.*)`$").matcher(text);
            assertThat(facts.find()).as("facts of " + heading).isTrue();
            String configuration = text.lines()
                    .filter(line -> line.startsWith("    "))
                    .reduce("", (all, line) -> all + line.substring(4) + "\n");
            return new Example(configuration, facts.group(1));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        answer();
        layOutFiles();
        Files.writeString(folder.resolve("token"), "Token token=t0ken");
        List<Path> configs = new ArrayList<>();
        configs.add(Files.writeString(folder.resolve("checks.yaml"), CHECKS));
        for (String heading : EXAMPLES) {
            configs.add(Files.writeString(
                    folder.resolve("example-" + configs.size() + ".yaml"),
                    Example.under(heading)
                            .configuration()
                            .replaceAll("https://[a-z.]+", SERVER.baseUrl())
                            .replace(
                                    "/run/secrets/token",
                                    folder.resolve("token").toString())
                            .replace("/checkouts/", folder + "/")));
        }
        Path catalog = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        house = TestHouse.start(folder.resolve("data"), configs, List.of(catalog));
    }

    @AfterAll
    static void stop() {
        house.close();
        SERVER.stop();
    }

    private static void answer() {
        SERVER.stubFor(get(urlEqualTo("/repos/acme/petstore")).willReturn(okJson("""
                {"id": 1296269, "full_name": "acme/petstore", "private": false, "visibility": "public",
                 "owner": {"login": "acme", "type": "Organization"}, "fork": false, "default_branch": "main",
                 "stargazers_count": 42, "open_issues_count": 3, "archived": false, "topics": ["pets", "java"],
                 "license": {"key": "apache-2.0", "name": "Apache License 2.0", "spdx_id": "Apache-2.0"},
                 "pushed_at": "2026-11-20T08:15:30Z", "created_at": "2020-01-26T19:01:12Z"}
                """)));
        SERVER.stubFor(get(urlEqualTo(MEASURES)).willReturn(okJson("""
                {"component": {"key": "acme:petstore", "name": "petstore", "qualifier": "TRK", "measures": [
                  {"metric": "bugs", "value": "3", "bestValue": false},
                  {"metric": "coverage", "value": "82.4", "bestValue": false},
                  {"metric": "ncloc", "value": "1204"}]}}
                """)));
        SERVER.stubFor(get(urlEqualTo("/services?limit=2")).willReturn(okJson("""
                {"limit": 2, "offset": 0, "total": null, "more": true, "services": [
                  {"id": "PA1", "type": "service", "name": "billing", "status": "active", "teams": []},
                  {"id": "PA2", "type": "service", "name": "search", "status": "active", "teams": []}]}
                """)));
        SERVER.stubFor(get(urlEqualTo("/services?limit=2&offset=2")).willReturn(okJson("""
                {"limit": 2, "offset": 2, "total": null, "more": false, "services": [
                  {"id": "PA3", "type": "service", "name": "petstore", "status": "warning",
                   "escalation_policy": {"id": "PE1", "type": "escalation_policy_reference", "summary": "Pets"},
                   "teams": [{"id": "PT1", "type": "team_reference", "summary": "Pets"},
                             {"id": "PT2", "type": "team_reference", "summary": "Platform"}]}]}
                """)));
        SERVER.stubFor(get(urlEqualTo("/projects/github.com/acme/petstore")).willReturn(okJson("""
                {"date": "2026-11-16", "repo": {"name": "github.com/acme/petstore", "commit": "c0ffee"},
                 "scorecard": {"version": "v5.0.0", "commit": "ea7e27ed"}, "score": 7.2, "checks": [
                   {"name": "Branch-Protection", "score": 8, "reason": "branch protection is not maximal", "details": null},
                   {"name": "Fuzzing", "score": 0, "reason": "project is not fuzzed", "details": null},
                   {"name": "License", "score": 10, "reason": "license file detected", "details": null}]}
                """)));
        sample("job:errors:ratio7d{app=\"petstore\"}", "0.002");
        sample("max(up{app=\"petstore\"})", "1");
    }

    private static void sample(String query, String value) {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/query"))
                .withQueryParam("query", equalTo(query))
                .willReturn(okJson("""
                        {"status": "success", "data": {"resultType": "vector", "result": [
                          {"metric": {}, "value": [1763888400.123, "%s"]}]}}
                        """.formatted(value))));
    }

    private static void layOutFiles() throws IOException {
        Map<String, String> files = Map.of(
                "README.md", "# Petstore",
                "Dockerfile", "FROM scratch",
                "tools/Dockerfile", "FROM scratch",
                "pom.xml", "<maven.compiler.release>x</maven.compiler.release><release>17</release>",
                ".github/workflows/ci.yaml", "name: Build\non: [push]\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve("petstore").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GitHub, github-repo, loved, PASSED",
        "SonarQube, sonarqube, covered, PASSED",
        "PagerDuty, pagerduty, calm, FAILED",
        "OpenSSF Scorecard, scorecard, fuzzed, FAILED",
        "`prometheus`, availability, reliable, PASSED",
        "`file`, checkout, modern, PASSED",
    })
    void shouldComeFromAnAnswerToAResult(String heading, String retriever, String check, String status)
            throws Exception {
        // Given
        JsonNode facts = Json.parse(Example.under(heading).facts());

        // When
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(result(check).path("status").asText()).isEqualTo(status));

        // Then
        JsonNode latest = house.get("/facts/latest?entity=component:default/petstore&ids=" + retriever);
        assertThat(latest.path(retriever).path("facts")).isEqualTo(facts);
        assertThat(result(check).path("sources").path(0).path("retrieverId").asText())
                .isEqualTo(retriever);
    }

    private static JsonNode result(String check) {
        for (JsonNode result :
                house.get("/checks/results?entity=component:default/petstore").path("results")) {
            if (result.path("check").path("id").asText().equals(check)) {
                return result;
            }
        }
        return Json.object();
    }

    @Test
    void shouldAskAsTheServicesWantToBeAsked() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            SERVER.verify(
                    1,
                    getRequestedFor(urlEqualTo("/repos/acme/petstore"))
                            .withHeader("Authorization", equalTo("Bearer Token token=t0ken"))
                            .withHeader("Accept", equalTo("application/vnd.github+json")));
            SERVER.verify(
                    2,
                    getRequestedFor(urlPathEqualTo("/services"))
                            .withHeader("Authorization", equalTo("Token token=t0ken")));
            SERVER.verify(1, getRequestedFor(urlEqualTo(MEASURES)));
            SERVER.verify(2, getRequestedFor(urlPathEqualTo("/api/v1/query")));
        });
    }
}
