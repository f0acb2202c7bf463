package io.techinsights.retriever.declarative;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.techinsights.retriever.declarative.Declared.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers of several pages, and answers about several entities. */
class PagesTest {
    @RegisterExtension
    static final Answers ANSWERS = new Answers();

    private static final WireMockServer SERVER = ANSWERS.server;
    private static final String COUNT = "facts: { all: { type: integer, description: d, jsonata: $count($) } }\n";
    private static final String ITEMS = """
            each: false
            items: $.items
            entity: 'component:default/${name}'
            facts: { n: { type: integer, description: d, path: $.n } }
            """;

    private static Declared http(String rest) {
        return Declared.of("type: http-json\nrequest: { url: '" + SERVER.baseUrl() + "/x?size=2' }\n" + rest);
    }

    private static void answer(String url, String json, String... header) {
        ResponseDefinitionBuilder answer = okJson(json.replace('\'', '"'));
        SERVER.stubFor(
                get(urlEqualTo(url)).willReturn(header.length == 0 ? answer : answer.withHeader(header[0], header[1])));
    }

    @Test
    void shouldFollowTheLinkHeader() throws Exception {
        // Given
        answer(
                "/x?size=2",
                "[1,2]",
                "Link",
                "</y>; rel=\"prev\", <" + SERVER.baseUrl() + "/x?size=2&page=2>; rel=\"next\"");
        answer("/x?size=2&page=2", "[3]", "Link", "</x>; rel=\"first\"");
        Declared retriever = http("paginate: { next: link-header }\n" + COUNT);

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted()).containsEntry("component:default/a", "{'all':3}");
    }

    @Test
    void shouldSendTheCursor() throws Exception {
        // Given
        answer("/x?size=2", "{'items': [1,2], 'more': {'at': 'a/b'}}");
        answer("/x?size=2&after=a%2Fb", "{'items': [3], 'more': null}");
        Declared retriever = http("items: $.items\npaginate: { cursor: $.more.at, parameter: after }\n" + COUNT);

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted()).containsEntry("component:default/a", "{'all':3}");
    }

    @Test
    void shouldCountPagesUntilAnEmptyOne() throws Exception {
        // Given
        answer("/x?size=2&p=0", "[1,2]");
        answer("/x?size=2&p=1", "[3]");
        answer("/x?size=2&p=2", "[]");
        Declared retriever = http("paginate: { page: p, start: 0 }\n" + COUNT);

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted()).containsEntry("component:default/a", "{'all':3}");
    }

    @Test
    void shouldNeverTakeHalfAnAnswer() {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("[1]")));
        Declared endless = http("paginate: { page: p, maxPages: 3 }\n" + COUNT);
        Declared elsewhere = http("paginate: { cursor: { jsonata: \"'http://elsewhere.invalid/'\" } }\n" + COUNT);

        // When
        Throwable tooMany = catchThrowable(() -> endless.run(component("a")));
        Throwable left = catchThrowable(() -> elsewhere.run(component("a")));

        // Then
        assertThat(tooMany).hasMessageContaining("has more than 3 pages (maxPages)");
        assertThat(left).hasMessageContaining("names a next page of another host, http://elsewhere.invalid/");
    }

    @Test
    void shouldEmitFactsOfTheEntitiesThatItemsName() throws Exception {
        // Given
        answer(
                "/x?size=2",
                "{'items': [{'name': 'a', 'n': 1}, {'name': 'stranger', 'n': 2}, {'n': 3}, {'name': 'B', 'n': 4}]}");
        Declared retriever = http(ITEMS);

        // When
        retriever.run(component("a"), component("b"), component("c"));

        // Then
        assertThat(retriever.emitted())
                .containsOnly(Map.entry("component:default/a", "{'n':1}"), Map.entry("component:default/b", "{'n':4}"));
    }

    @Test
    void shouldTellWhichItemsFailAndEmitTheOthers() {
        // Given
        answer(
                "/x?size=2",
                "{'items': [{'name': 'a', 'n': 1}, {'name': 'a', 'n': 2}, {'name': 'b', 'n': 'x'},"
                        + " {'name': '?', 'n': 1}, {'name': 'c', 'n': 3}]}");
        Declared retriever = http(ITEMS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a"), component("b"), component("c")));

        // Then
        assertThat(retriever.emitted()).containsOnlyKeys("component:default/c");
        assertThat(failure)
                .hasMessageStartingWith("3 of 4 failed: component:default/a: two items tell the fact 'n' of it;"
                        + " component:default/b: fact 'n' ($.n): expected an integer, got \"x\"; item 3: ");
    }

    @Test
    void shouldFailWhereTheAnswerAboutAllIsNotThere() {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        Declared retriever = http(ITEMS);

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure).hasMessageEndingWith("/x?size=2 was answered 404");
    }

    @Test
    void shouldRememberAnAnswerAboutAll() throws Exception {
        // Given
        answer("/x?size=2", "{'items': [{'name': 'a', 'n': 1}, {'name': 'b', 'n': 2}]}", "ETag", "W/\"1\"");
        Declared retriever = http(ITEMS);
        retriever.run(component("a"));
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(304)));

        // When
        retriever.run(component("b"));

        // Then
        assertThat(retriever.emitted()).containsOnly(Map.entry("component:default/b", "{'n':2}"));
    }
}
