package io.techinsights.retriever.declarative;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.techinsights.retriever.declarative.Declared.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One request for each entity: what is asked, what is made of answers, and what of those that are none. */
class HttpJsonTest {
    @RegisterExtension
    static final Answers ANSWERS = new Answers();

    private static final WireMockServer SERVER = ANSWERS.server;
    private static final String STARS = "facts: { stars: { type: integer, description: Stars, path: $.stars } }\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Declared http(String request, String rest) {
        return Declared.of("type: http-json\nrequest:\n  url: '" + SERVER.baseUrl() + "/x/${metadata.name}'\n"
                + request.indent(2) + rest);
    }

    private static void answers(String json) {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson(json.replace('\'', '"'))));
    }

    @Test
    void shouldEmitWhatExpressionsFindAndLeaveOutWhatTheyDoNot() throws Exception {
        // Given
        answers("{'stars': 12, 'tags': ['a', 'b'], 'none': null, 'private': false}");
        Declared retriever = http("", """
                facts:
                  stars: { type: integer, description: d, path: $.stars }
                  open: { type: boolean, description: d, jsonata: '$not(private)' }
                  tags: { type: set, description: d, path: '$.tags[*]' }
                  none: { type: string, description: d, path: $.none }
                  gone: { type: string, description: d, path: $.gone }
                  goneToo: { type: integer, description: d, jsonata: 'a.b' }
                  known: { type: set, description: d, path: $.gone, default: [] }
                """);

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted())
                .containsEntry(
                        "component:default/a", "{'stars':12,'open':true,'tags':['a','b'],'none':null,'known':[]}");
    }

    @Test
    void shouldNameEntityFactExpressionAndValueWhereTheTypeIsAnother() {
        // Given
        answers("{'stars': '12'}");
        Declared retriever = http("", STARS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure)
                .hasMessage(
                        "1 of 1 failed: component:default/a: fact 'stars' ($.stars): expected an integer, got \"12\"");
    }

    @Test
    void shouldSkipEntitiesWithoutValueAndThoseNotFound() throws Exception {
        // Given
        SERVER.stubFor(get(urlEqualTo("/x/a/one")).willReturn(okJson("{\"stars\": 1}")));
        Declared retriever = Declared.of("type: http-json\nrequest: { url: '" + SERVER.baseUrl()
                + "/x/${metadata.name}/${metadata.annotations[''acme.com/key'']}' }\n" + STARS);

        // When
        retriever.run(component("a", "acme.com/key: one"), component("b"), component("c", "acme.com/key: two"));

        // Then
        assertThat(retriever.emitted()).containsOnly(Map.entry("component:default/a", "{'stars':1}"));
        assertThat(retriever.traced())
                .contains(
                        "skipped component:default/b: no value for metadata.annotations['acme.com/key']",
                        "skipped component:default/c: answered 404");
    }

    @Test
    void shouldGoOnBehindAnEntityThatFailsAndFailAtTheEnd() {
        // Given
        SERVER.stubFor(get(urlPathMatching("/x/[bcdef]")).willReturn(aResponse().withStatus(401)));
        SERVER.stubFor(get(urlEqualTo("/x/a")).willReturn(okJson("{\"stars\": 1}")));
        SERVER.stubFor(get(urlEqualTo("/x/g")).willReturn(okJson("{\"stars\": 2}")));
        Declared retriever = http("", "concurrency: 1\nnotFound: fail\n" + STARS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(
                component("b"),
                component("c"),
                component("a"),
                component("d"),
                component("e"),
                component("g"),
                component("h")));

        // Then
        assertThat(retriever.emitted()).containsOnlyKeys("component:default/a", "component:default/g");
        assertThat(failure)
                .hasMessageStartingWith("5 of 7 failed: component:default/b: GET " + SERVER.baseUrl()
                        + "/x/b was answered 401: ; component:default/c")
                .hasMessageEndingWith("; and 2 more");
    }

    @Test
    void shouldAskAgainWhatPasses() throws Exception {
        // Given
        SERVER.stubFor(get(anyUrl())
                .inScenario("s")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0"))
                .willSetStateTo("up"));
        SERVER.stubFor(get(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(okJson("{\"stars\": 1}")));
        Declared retriever = http("", STARS);

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted()).hasSize(1);
        assertThat(retriever.traced()).anySatisfy(line -> assertThat(line).startsWith("retry was answered 503"));
    }

    @Test
    void shouldEndAtOnceWhenInterrupted() throws Exception {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));
        Declared retriever = http("", STARS);
        var failure = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> failure.complete(catchThrowable(() -> retriever.run(component("a")))));
        thread.start();
        await().until(() -> retriever.traced().stream().anyMatch(line -> line.startsWith("retry")));

        // When
        thread.interrupt();

        // Then
        assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldKeepValuesWithinTheirPlace() throws Exception {
        // Given
        answers("{'stars': 1}");
        Declared retriever = Declared.of("""
                type: http-json
                request:
                  url: 'BASE/${metadata.annotations.a}/${metadata.annotations.a|segment}?q=${metadata.annotations.a}'
                  body: { text: 'it is ${metadata.annotations.b}' }
                  headers: { X-Name: '${metadata.name}' }
                """.replace("BASE", SERVER.baseUrl()) + STARS);

        // When
        retriever.run(component("a", "a: o&x/p q?#", "b: \"},\n{"));

        // Then
        SERVER.verify(postRequestedFor(urlEqualTo("/o%26x/p%20q%3F%23/o%26x%2Fp%20q%3F%23?q=o%26x%2Fp%20q%3F%23"))
                .withHeader("X-Name", equalTo("a"))
                .withRequestBody(equalTo("{\"text\":\"it is \\\"},\\n{\"}")));
    }

    @Test
    void shouldRefuseValuesThatLeaveTheirPlace() {
        // Given
        answers("{}");
        Declared path = Declared.of(
                "type: http-json\nrequest: { url: '" + SERVER.baseUrl() + "/x/${metadata.annotations.a}' }\n" + STARS);
        Declared header = http("headers: { X-A: '${metadata.annotations.a}' }\n", STARS);

        // When
        Throwable dots = catchThrowable(() -> path.run(component("a", "a: ../admin")));
        Throwable injected = catchThrowable(() -> header.run(component("a", "a: x\r\nX-Admin: yes")));

        // Then
        assertThat(dots).hasMessageContaining("'../admin', which cannot be part of a URL's path");
        assertThat(injected).hasMessageContaining("metadata.annotations.a cannot stand in a header");
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldReadSecretsAtEachRunAndNeverTellThem() throws Exception {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(403).withBody("no such token: s3cret-2")));
        Path token = Files.writeString(folder.resolve("token"), "s3cret-1\n");
        Declared retriever = http("auth: { bearer: { file: " + token + " } }\n", STARS);
        assertThatThrownBy(() -> retriever.run(component("a"))).isInstanceOf(ObservationException.class);
        Files.writeString(token, "s3cret-2");

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        SERVER.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer s3cret-1")));
        SERVER.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer s3cret-2")));
        assertThat(failure).hasMessageContaining("no such token: ****").hasMessageNotContaining("s3cret");
        assertThat(retriever.traced()).isNotEmpty().noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void shouldSendEachKindOfCredentials() throws Exception {
        // Given
        answers("{}");
        Path secret = Files.writeString(folder.resolve("secret"), "pass");
        String file = "{ file: " + secret + " }";

        // When
        http("auth: { basic: { user: me, password: " + file + " } }\n", STARS).run(component("a"));
        http("auth: { header: { name: X-Api, value: " + file + " } }\n", STARS).run(component("b"));

        // Then
        SERVER.verify(getRequestedFor(urlEqualTo("/x/a")).withHeader("Authorization", equalTo("Basic bWU6cGFzcw==")));
        SERVER.verify(getRequestedFor(urlEqualTo("/x/b"))
                .withHeader("X-Api", equalTo("pass"))
                .withHeader("Authorization", absent()));
    }

    @Test
    void shouldRefuseAnAnswerThatIsTooLarge() {
        // Given
        answers("{'stars': 1, 'pad': '" + "x".repeat(5000) + "'}");
        Declared retriever = http("", "maxAnswer: 1000\n" + STARS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure).hasMessageContaining("the answer is larger than 1000 bytes, its maxAnswer");
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
    }

    @Test
    void shouldEmitTheSameFactsWhereNothingChanged() throws Exception {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("{\"stars\": 1}").withHeader("ETag", "\"v1\"")));
        SERVER.stubFor(get(anyUrl())
                .withHeader("If-None-Match", equalTo("\"v1\""))
                .willReturn(aResponse().withStatus(304)));
        Declared retriever = http("", STARS);
        retriever.run(component("a"));

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted()).containsEntry("component:default/a", "{'stars':1}");
        SERVER.verify(1, getRequestedFor(anyUrl()).withHeader("If-None-Match", equalTo("\"v1\"")));
    }

    @Test
    void shouldFollowToTheSameHostOnly() throws Exception {
        // Given
        SERVER.stubFor(
                get(urlEqualTo("/x/a")).willReturn(aResponse().withStatus(301).withHeader("Location", "/moved")));
        SERVER.stubFor(get(urlEqualTo("/moved")).willReturn(okJson("{\"stars\": 1}")));
        SERVER.stubFor(get(urlEqualTo("/x/b"))
                .willReturn(aResponse().withStatus(302).withHeader("Location", "http://elsewhere.invalid/")));
        Declared retriever = http("", STARS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a"), component("b")));

        // Then
        assertThat(retriever.emitted()).containsOnlyKeys("component:default/a");
        assertThat(failure).hasMessageContaining("was redirected to another host, http://elsewhere.invalid/");
    }

    @Test
    void shouldSayWhatIsNoJson() {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withBody("<html>")));

        // When
        Throwable failure = catchThrowable(() -> http("", STARS).run(component("a")));

        // Then
        assertThat(failure).hasMessageContaining("/x/a was answered no JSON: Not JSON at line 1");
    }

    @Test
    void shouldFailWithoutItsSecretBeforeItAsks() throws IOException {
        // Given
        Path empty = Files.createFile(folder.resolve("empty"));
        Declared retriever = http("auth: { bearer: { file: " + empty + " } }\n", STARS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure).hasMessage("The secret in the file " + empty + " is empty or has more than one line");
    }

    @Test
    void shouldNotTellASecretThatNoHeaderCanHold() throws IOException {
        // Given
        Path odd = Files.writeString(folder.resolve("odd"), "s3cr\u00e9t");
        Declared retriever = http("auth: { header: { name: X-Api, value: { file: " + odd + " } } }\n", STARS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure)
                .hasMessage("The secret in the file " + odd + " is not printable ASCII, as a header has to be");
    }

    @Test
    void shouldEscapeInBodiesOfText() throws Exception {
        // Given
        SERVER.stubFor(post(anyUrl()).willReturn(okJson("{}")));
        String form =
                "headers: { content-type: application/x-www-form-urlencoded }\nbody: 'a=${metadata.annotations.a}'\n";

        // When
        http("body: '{\"a\": \"${metadata.annotations.a}\"}'\n", STARS).run(component("a", "a: \"&"));
        http(form, STARS).run(component("b", "a: \"&"));

        // Then
        SERVER.verify(postRequestedFor(urlEqualTo("/x/a")).withRequestBody(equalTo("{\"a\": \"\\\"&\"}")));
        SERVER.verify(postRequestedFor(urlEqualTo("/x/b")).withRequestBody(equalTo("a=%22%26")));
    }
}
