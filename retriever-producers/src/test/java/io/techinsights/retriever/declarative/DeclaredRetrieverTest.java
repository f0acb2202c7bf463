package io.techinsights.retriever.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.retriever.RetrieverSettings;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of the configuration, and what is said of one that is wrong. */
class DeclaredRetrieverTest {
    private static final String FACTS = "facts: { a: { type: integer, description: d, path: $.a } }\n";

    @Test
    void shouldBeARetrieverLikeAnyOther() {
        // Given
        var problems = new Problems();
        ObjectNode configuration = Json.object();
        configuration.set("techInsights", Declared.yaml("""
                factRetrievers:
                  mine:
                    type: http-json
                    version: 2.1.0
                    title: Mine
                    description: All of mine
                    entityFilter: { kind: component }
                    topic: other
                    cadence: { hours: 1 }
                    request: { url: 'https://example.com/' }
                    facts:
                      a: { type: integer, description: An a, since: 2.0.0, metadata: { unit: s }, path: $.a }
                """));

        // When
        RetrieverSettings settings =
                RetrieverSettings.of(Section.of(configuration, "techInsights", problems), List.of());

        // Then
        assertThat(problems.all()).isEmpty();
        RetrieverRegistration registration = settings.registrations().get(0);
        assertThat(registration.schema().retrieverId()).isEqualTo("mine");
        assertThat(registration.schema().version()).isEqualTo("2.1.0");
        assertThat(registration.schema().title()).isEqualTo("Mine");
        assertThat(registration.schema().description()).isEqualTo("All of mine");
        assertThat(registration.topic()).isEqualTo("other");
        assertThat(registration.retriever().entityFilter()).isPresent();
        assertThat(registration.schema().facts())
                .containsEntry(
                        "a",
                        new FactDefinition(
                                FactType.INTEGER, "An a", "2.0.0", Json.object().put("unit", "s")));
    }

    @Test
    void shouldSayEverythingThatIsWrongAtOnce() {
        // When
        List<String> problems = Declared.of("""
                type: http-json
                version: one
                request:
                  url: https://${metadata.name}.example.com/
                  method: DELETE
                  headers: { Host: x, 'Bad Name': y }
                  auth: { bearer: s3cret, basic: {} }
                  timout: 1
                paginate: { nxt: link-header }
                notFound: ignore
                rateLimit: { requests: 5 }
                facts:
                  a: { type: integr, description: d, path: $.a }
                  b: { type: integer, path: '$.[' }
                  c: { type: integer, description: d, jsonata: 'a =', default: x }
                  d: { type: integer, description: d, path: a, jsonata: a, pth: 1 }
                  e: { type: integer, description: d }
                """).problems();

        // Then
        assertThat(problems).noneMatch(problem -> problem.contains("s3cret"));
        assertThat(String.join("\n", problems))
                .contains("declared.version is 'one', expected a semantic version")
                .contains(
                        "declared.request.url is 'https://${metadata.name}.example.com/', expected an http or https URL whose host is fixed")
                .contains("declared.request.method is \"DELETE\", expected one of GET, POST, PUT")
                .contains("declared.request.headers.Host is 'Host', which is no header that can be set")
                .contains("declared.request.headers.Bad Name is 'Bad Name', which is no header")
                .contains("declared.request.auth holds bearer and basic, expected one of them")
                .contains("declared.request.auth.bearer is no secret, expected {file: <path>} or {env: <name")
                .contains("declared.request.timout is not known here: did you mean 'timeout'?")
                .contains("declared.paginate says no way")
                .contains("declared.notFound is \"ignore\", expected one of skip, fail")
                .contains("declared.rateLimit is incomplete")
                .contains("declared.facts.a: Unknown fact type 'integr'")
                .contains("declared.facts.b: 'description' is missing")
                .contains("declared.facts.b.path is '$.[', which is no JSONPath")
                .contains("declared.facts.c.jsonata is 'a =', which is no JSONata")
                .contains("declared.facts.c.default does not fit the fact: expected an integer")
                .contains("declared.facts.d.jsonata stands beside path")
                .contains("declared.facts.d.path is 'a', expected a JSONPath that begins with $")
                .contains("declared.facts.d.pth is not known here: did you mean 'path'?")
                .contains("declared.facts.e has neither path nor jsonata");
    }

    @Test
    void shouldSayWhatIsWrongWithFilesAndQueries() {
        // When
        List<String> files = Declared.of("""
                type: file
                root: ${metadata.name}
                facts:
                  a: { type: string, description: d, glob: '*' }
                  b: { type: float, description: d, file: x, regex: '(' }
                  c: { type: integer, description: d, file: x }
                """).problems();
        List<String> queries = Declared.of("type: prometheus\nrequest: { url: 'http://p/?x=1' }\n"
                        + "each: false\nfacts: { a: { type: string, description: d } }")
                .problems();

        // Then
        assertThat(String.join("\n", files))
                .contains("declared.within is missing")
                .contains("declared.facts.a.type is string, expected boolean, integer or set for a glob")
                .contains("declared.facts.b.regex is '(', which is no regular expression")
                .contains(
                        "declared.facts.b.type is float, expected boolean, integer, string, datetime or set for a regex")
                .contains("declared.facts.c has no way and file, expected glob, or file with one of");
        assertThat(String.join("\n", queries))
                .contains("declared.entity is missing")
                .contains("declared.request.url has a query")
                .contains("declared.facts.a.query is missing")
                .contains("declared.facts.a.type is string, expected integer, float or boolean");
    }

    @Test
    void shouldNameTheTypesThereAre() {
        // When
        List<String> problems = Declared.of("type: http-jsn\n" + FACTS).problems();

        // Then
        assertThat(problems).contains("declared.type is 'http-jsn': did you mean 'http-json'?");
    }

    @Test
    void shouldSayWhereTheUrlMayHaveGone() {
        // When
        List<String> problems = Declared.of("type: http-json\n" + FACTS).problems();

        // Then
        assertThat(problems).singleElement().asString().contains("request.url is missing", "a file writes $${…}");
    }
}
