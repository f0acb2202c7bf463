package io.techinsights.retriever.declarative;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.techinsights.retriever.declarative.Declared.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Facts of instant queries. */
class PrometheusTest {
    @RegisterExtension
    static final Answers ANSWERS = new Answers();

    private static final WireMockServer SERVER = ANSWERS.server;

    private static Declared prometheus(String rest) {
        return Declared.of("type: prometheus\nrequest: { url: '" + SERVER.baseUrl() + "/prom/' }\n" + rest);
    }

    private static void vector(String query, String samples) {
        SERVER.stubFor(get(urlPathEqualTo("/prom/api/v1/query"))
                .withQueryParam("query", equalTo(query))
                .willReturn(okJson("{'status':'success','data':{'resultType':'vector','result':[".replace('\'', '"')
                        + samples.replace('\'', '"') + "]}}")));
    }

    private static String sample(String labels, String value) {
        return "{'metric': {" + labels + "}, 'value': [1763888400.1, '" + value + "']}";
    }

    @Test
    void shouldEmitTheValueOfTheOnlySample() throws Exception {
        // Given
        vector("errors{app=\"a\"}", sample("'app': 'a'", "0.25"));
        vector("up{app=\"a\"} == bool 1", sample("", "1"));
        vector("count(up{app=\"a\"})", sample("", "3"));
        vector("none", "");
        vector("0/0", sample("", "NaN"));
        Declared retriever = prometheus("""
                facts:
                  errors: { type: float, description: d, query: 'errors{app="${metadata.name}"}' }
                  up: { type: boolean, description: d, query: 'up{app="${metadata.name}"} == bool 1' }
                  count: { type: integer, description: d, query: 'count(up{app="${metadata.name}"})' }
                  none: { type: float, description: d, query: none }
                  nan: { type: float, description: d, query: 0/0 }
                  zero: { type: integer, description: d, query: none, default: 0 }
                """);

        // When
        retriever.run(component("a"));

        // Then
        assertThat(retriever.emitted())
                .containsEntry("component:default/a", "{'errors':0.25,'up':true,'count':3,'zero':0}");
    }

    @Test
    void shouldNameSamplesWhereThereAreSeveral() {
        // Given
        vector("up", sample("'pod': 'x'", "1") + "," + sample("'pod': 'y'", "1"));
        Declared retriever = prometheus("facts: { up: { type: integer, description: d, query: up } }\n");

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure)
                .hasMessage("1 of 1 failed: component:default/a: fact 'up' (up): expected one sample, got 2:"
                        + " {\"pod\":\"x\"}, {\"pod\":\"y\"}");
    }

    @Test
    void shouldTakeEntitiesFromLabels() throws Exception {
        // Given
        vector("up", sample("'app': 'a'", "1") + "," + sample("'app': 'b'", "0") + "," + sample("'app': 'z'", "1"));
        vector("rate", sample("'app': 'a'", "0.5"));
        Declared retriever = prometheus("""
                each: false
                entity: 'component:default/${app}'
                facts:
                  up: { type: boolean, description: d, query: up }
                  rate: { type: float, description: d, query: rate }
                """);

        // When
        retriever.run(component("a"), component("b"));

        // Then
        assertThat(retriever.emitted())
                .containsOnly(
                        Map.entry("component:default/a", "{'rate':0.5,'up':true}"),
                        Map.entry("component:default/b", "{'up':false}"));
    }

    @Test
    void shouldKeepAValueWithinItsQuotes() throws Exception {
        // Given
        SERVER.stubFor(get(anyUrl())
                .willReturn(
                        okJson("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"4\"]}}")));
        Declared retriever = prometheus(
                "facts: { up: { type: integer, description: d, query: 'up{app=\"${metadata.annotations.a}\"}' } }\n");

        // When
        retriever.run(component("a", "a: x\"} or vector(1) #\\"));

        // Then
        assertThat(retriever.emitted()).containsEntry("component:default/a", "{'up':4}");
        assertThat(SERVER.getAllServeEvents()
                        .get(0)
                        .getRequest()
                        .queryParameter("query")
                        .firstValue())
                .isEqualTo("up{app=\"x\\x22} or vector(1) #\\\\\"}");
    }

    @Test
    void shouldSayWhatPrometheusAnswered() {
        // Given
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("{\"status\":\"error\",\"error\":\"parse error at 1\"}")));
        Declared retriever = prometheus("facts: { up: { type: integer, description: d, query: 'up(' } }\n");

        // When
        Throwable failure = catchThrowable(() -> retriever.run(component("a")));

        // Then
        assertThat(failure).hasMessageContaining("up( was answered an error: parse error at 1");
    }
}
