package io.techinsights.retriever.declarative;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.techinsights.retriever.declarative.Declared.component;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.techinsights.retriever.RetrieverSettings;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.ConfigFiles;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Runs the examples of docs/retrievers/without-code.md against answers in the shape that the services document. */
class WithoutCodePageTest {
    @RegisterExtension
    static final Answers ANSWERS = new Answers();

    private static final WireMockServer SERVER = ANSWERS.server;
    private static final Path PAGE = Path.of("..", "docs", "retrievers", "without-code.md");
    private static final Entity PETSTORE =
            component("petstore", "github.com/project-slug: acme/petstore", "sonarqube.org/project-key: acme:petstore");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

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

    private Map<String, JsonNode> run(Example example) throws Exception {
        Files.writeString(folder.resolve("token"), "Token token=t0ken");
        Path file = Files.writeString(
                folder.resolve("app-config.yaml"),
                example.configuration()
                        .replaceAll("https://[a-z.]+", SERVER.baseUrl())
                        .replace("/run/secrets/token", folder.resolve("token").toString())
                        .replace("/checkouts/", folder + "/"));
        var problems = new Problems();
        ObjectNode configuration = new ConfigFiles(Map.of()).read(List.of(file), "techInsights");
        RetrieverSettings settings =
                RetrieverSettings.of(Section.of(configuration, "techInsights", problems), List.of());
        assertThat(problems.all()).isEmpty();
        RetrieverRegistration registration = settings.registrations().get(0);
        Map<String, JsonNode> emitted = new TreeMap<>();
        new DryRun(List.of(PETSTORE), registration.retriever(), Clock.systemUTC(), LoggerFactory.getLogger("run"))
                .observe(Trace.NONE, row -> {
                    registration
                            .schema()
                            .facts()
                            .forEach((name, definition) -> assertThat(
                                            row.facts().containsKey(name)
                                                    ? definition
                                                            .type()
                                                            .mismatch(
                                                                    row.facts().get(name))
                                                    : null)
                                    .isNull());
                    emitted.put(row.entity().toString(), Json.parse(Json.write(Json.MAPPER.valueToTree(row.facts()))));
                });
        return emitted;
    }

    private void shouldEmit(Example example) throws Exception {
        Map<String, JsonNode> emitted = run(example);
        assertThat(emitted).containsExactly(Map.entry("component:default/petstore", Json.parse(example.facts())));
    }

    @Test
    void shouldRunTheExampleOfGitHub() throws Exception {
        // Given
        SERVER.stubFor(get(urlEqualTo("/repos/acme/petstore")).willReturn(okJson("""
                {"id": 1296269, "full_name": "acme/petstore", "private": false, "visibility": "public",
                 "owner": {"login": "acme", "type": "Organization"}, "fork": false, "default_branch": "main",
                 "stargazers_count": 42, "open_issues_count": 3, "archived": false, "topics": ["pets", "java"],
                 "license": {"key": "apache-2.0", "name": "Apache License 2.0", "spdx_id": "Apache-2.0"},
                 "pushed_at": "2026-11-20T08:15:30Z", "created_at": "2020-01-26T19:01:12Z"}
                """)));

        // When
        shouldEmit(Example.under("GitHub"));

        // Then
        SERVER.verify(getRequestedFor(urlEqualTo("/repos/acme/petstore"))
                .withHeader("Authorization", equalTo("Bearer Token token=t0ken"))
                .withHeader("Accept", equalTo("application/vnd.github+json")));
    }

    @Test
    void shouldRunTheExampleOfSonarQube() throws Exception {
        // Given
        String url = "/api/measures/component?metricKeys=coverage,bugs,ncloc&component=acme%3Apetstore";
        SERVER.stubFor(get(urlEqualTo(url)).willReturn(okJson("""
                {"component": {"key": "acme:petstore", "name": "petstore", "qualifier": "TRK", "measures": [
                  {"metric": "bugs", "value": "3", "bestValue": false},
                  {"metric": "coverage", "value": "82.4", "bestValue": false},
                  {"metric": "ncloc", "value": "1204"}]}}
                """)));

        // When
        shouldEmit(Example.under("SonarQube"));

        // Then
        SERVER.verify(1, getRequestedFor(urlEqualTo(url)));
    }

    @Test
    void shouldRunTheExampleOfPagerDuty() throws Exception {
        // Given
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

        // When
        shouldEmit(Example.under("PagerDuty"));

        // Then
        SERVER.verify(
                2,
                getRequestedFor(urlPathEqualTo("/services")).withHeader("Authorization", equalTo("Token token=t0ken")));
    }

    @Test
    void shouldRunTheExampleOfScorecard() throws Exception {
        // Given
        String url = "/projects/github.com/acme/petstore";
        SERVER.stubFor(get(urlEqualTo(url)).willReturn(okJson("""
                {"date": "2026-11-16", "repo": {"name": "github.com/acme/petstore", "commit": "c0ffee"},
                 "scorecard": {"version": "v5.0.0", "commit": "ea7e27ed"}, "score": 7.2, "checks": [
                   {"name": "Branch-Protection", "score": 8, "reason": "branch protection is not maximal", "details": null},
                   {"name": "Fuzzing", "score": 0, "reason": "project is not fuzzed", "details": null},
                   {"name": "License", "score": 10, "reason": "license file detected", "details": null}]}
                """)));

        // When
        shouldEmit(Example.under("OpenSSF Scorecard"));

        // Then
        SERVER.verify(1, getRequestedFor(urlEqualTo(url)));
    }

    @Test
    void shouldRunTheExampleOfPrometheus() throws Exception {
        // Given
        sample("job:errors:ratio7d{app=\"petstore\"}", "0.002");
        sample("max(up{app=\"petstore\"})", "1");

        // When
        shouldEmit(Example.under("`prometheus`"));

        // Then
        SERVER.verify(2, getRequestedFor(urlPathEqualTo("/api/v1/query")));
    }

    private static void sample(String query, String value) {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/query"))
                .withQueryParam("query", equalTo(query))
                .willReturn(okJson("""
                        {"status": "success", "data": {"resultType": "vector", "result": [
                          {"metric": {}, "value": [1763888400.123, "%s"]}]}}
                        """.formatted(value))));
    }

    @Test
    void shouldRunTheExampleOfFiles() throws Exception {
        // Given
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

        // When
        shouldEmit(Example.under("`file`"));
    }
}
