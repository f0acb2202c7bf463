package io.techinsights.retriever.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of("other"));

    private FactSchema schema(String json) {
        return SchemaBody.read("sonar", Json.parse(json.replace('\'', '"')), topics);
    }

    private FactSchema coverage() {
        return schema("{'version':'1.2.0','schema':{'coverage':{'type':'float','description':'c'}}}");
    }

    private PushedRow row(String json) {
        return PushedRow.read(Json.parse(json.replace('\'', '"')), coverage(), NOW);
    }

    @Test
    void shouldReadASchema() {
        // When
        FactSchema schema = schema("{'version':'1.2.0','title':'Sonar','description':'d','topic':'other',"
                + "'entityFilter':[{'kind':['component']}],'lifecycle':{'timeToLive':{'days':3}},'history':'changes',"
                + "'schema':{'coverage':{'type':'float','description':'c','since':'1.1.0'}}}");

        // Then
        assertThat(schema.origin()).isEqualTo(FactSchema.ORIGIN_PUSH);
        assertThat(schema.topic()).isEqualTo("other");
        assertThat(schema.lifecycle()).isEqualTo(new FactLifecycle.TimeToLive(Duration.ofDays(3)));
        assertThat(schema.history()).isEqualTo(HistoryMode.CHANGES);
        assertThat(Json.write(schema.toJson()))
                .isEqualTo("{\"id\":\"sonar\",\"version\":\"1.2.0\",\"entityFilter\":[{\"kind\":[\"component\"]}],"
                        + "\"coverage\":{\"type\":\"float\",\"description\":\"c\",\"since\":\"1.1.0\"}}");
    }

    @Test
    void shouldSayEverythingThatIsWrongWithASchema() {
        assertThatThrownBy(
                        () -> schema(
                                "{'version':'1.x','tilte':'x','lifecycle':{'maxItems':-1},'history':'change','topic':'nope',"
                                        + "'entityFilter':'x','schema':{'a':{'type':'number','description':'c'},'b':{'type':'float'}}}"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("'tilte' is not known: did you mean 'title'?")
                .hasMessageContaining("Fact topic 'nope' is not declared: expected one of [facts, other]")
                .hasMessageContaining("'version' is \"1.x\", expected a semantic version")
                .hasMessageContaining("'entityFilter': A filter is a map")
                .hasMessageContaining("'lifecycle': has maxItems -1")
                .hasMessageContaining("'history': is 'change', expected all or changes")
                .hasMessageContaining("'schema.a': Unknown fact type 'number'")
                .hasMessageContaining("'schema.b': 'description' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 'version' is missing",
                "[]; A fact schema is an object of",
                "{'version':'1.0.0'}; 'schema' is missing",
                "{'version':'1.0.0','schema':{}}; 'schema' is {}",
                "{'version':'1.0.0','title':7,'schema':{'a':{'type':'set','description':''}}}; 'title' is 7",
            },
            quoteCharacter = '`')
    void shouldRefuseASchemaThatSaysTooLittle(String json, String message) {
        assertThatThrownBy(() -> schema(json)).isInstanceOf(ApiException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; 2026-11-23T12:00:00Z",
                ",'timestamp':null; 2026-11-23T12:00:00Z",
                ",'timestamp':'2026-11-01T00:00:00+02:00'; 2026-10-31T22:00:00Z",
                ",'timestamp':'2026-11-01T00:00:00.125'; 2026-11-01T00:00:00.125Z",
                ",'timestamp':'2026-11-01'; 2026-11-01T00:00:00Z",
            },
            quoteCharacter = '`')
    void shouldReadTheTimeOfARow(@org.jspecify.annotations.Nullable String timestamp, Instant expected) {
        // Given
        String extra = timestamp == null ? "" : timestamp;

        // When
        PushedRow pushed =
                row("{'entity':{'kind':'Component','name':'Petstore'},'facts':{'coverage':1,'x':2}" + extra + "}");

        // Then
        assertThat(pushed.row().observedAt()).isEqualTo(expected);
        assertThat(pushed.row().entity()).isEqualTo(new EntityRef("component", "default", "petstore"));
        assertThat(pushed.row().version()).isEqualTo("1.2.0");
        assertThat(pushed.row().facts()).containsOnlyKeys("coverage");
        assertThat(pushed.undeclared()).containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7; is 7, expected a row: an object of entity, facts, timestamp, version",
                "{'entity':'component:a'}; 'facts' is missing, expected an object",
                "{'entity':'component:a','fact':{}}; 'fact' is not known: did you mean 'facts'?",
                "{'entity':'a','facts':{}}; had missing or empty kind",
                "{'entity':'component:a b','facts':{}}; metadata.name \"a b\" is not valid",
                "{'entity':7,'facts':{}}; 'entity' is 7, expected a reference",
                "{'entity':{'kind':'c/d','name':'x'},'facts':{}}; kind \"c/d\" is not valid",
                "{'entity':'component:a','facts':{'coverage':'high'}}; fact 'coverage': expected a float, got \"high\"",
                "{'entity':'component:a','facts':{},'timestamp':'yesterday'}; 'timestamp' is \"yesterday\", expected ISO-8601",
                "{'entity':'component:a','facts':{},'timestamp':7}; 'timestamp' is 7, expected ISO-8601",
                "{'entity':'component:a','facts':{},'version':'one'}; 'version' is \"one\"",
            },
            quoteCharacter = '`')
    void shouldSayWhyARowIsRefused(String json, String reason) {
        assertThatThrownBy(() -> row(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
