package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FactSchemaTest {
    static List<FactLifecycle> lifecycles() {
        return List.of(
                new FactLifecycle.Keep(),
                new FactLifecycle.TimeToLive(Duration.ofDays(14)),
                new FactLifecycle.MaxItems(7));
    }

    @ParameterizedTest
    @MethodSource("lifecycles")
    void shouldTravelUnchanged(FactLifecycle lifecycle) {
        // Given
        FactSchema schema = schema(lifecycle);

        // When
        FactSchema arrived = FactSchema.of(schema.toAvro());

        // Then
        assertThat(arrived).isEqualTo(schema);
        assertThat(arrived.facts().keySet()).containsExactly("b", "a");
    }

    @Test
    void shouldAnswerInUpstreamsForm() {
        // When
        String json = Json.write(schema(new FactLifecycle.Keep()).toJson());

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"r\",\"version\":\"1.2.3\",\"entityFilter\":[{\"kind\":\"component\"}],"
                        + "\"b\":{\"type\":\"boolean\",\"description\":\"B\"},"
                        + "\"a\":{\"type\":\"set\",\"description\":\"A\",\"since\":\"1.1.0\",\"metadata\":{\"m\":1}}}");
    }

    @Test
    void shouldSayNullWhereThereIsNoFilter() {
        // When
        String json = Json.write(TestFacts.schema("r", Map.of()).toJson());

        // Then
        assertThat(json).isEqualTo("{\"id\":\"r\",\"version\":\"1.0.0\",\"entityFilter\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                            | expected an object",
                "{}                                           | 'type' is missing",
                "{\"type\": 7, \"description\": \"d\"}        | 'type' must be a string",
                "{\"type\": \"list\", \"description\": \"d\"} | Unknown fact type 'list'",
                "{\"type\": \"set\"}                          | 'description' is missing",
                "{\"type\": \"set\", \"description\": \"d\", \"Since\": \"1\"} | unknown key 'Since'",
                "{\"type\": \"set\", \"description\": \"d\", \"since\": 1}     | 'since' must be a string"
            },
            quoteCharacter = '`')
    void shouldNameWhatIsWrongWithADefinition(String json, String expected) {
        // When
        assertThatThrownBy(() -> FactDefinition.of(Json.parse(json)))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldRefuseALifecycleThatKeepsNothing() {
        // When
        assertThatThrownBy(() -> new FactLifecycle.MaxItems(0))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxItems must be 1 or more, but is 0");
        assertThatThrownBy(() -> new FactLifecycle.TimeToLive(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeToLive");
    }

    @Test
    void shouldWriteARowInUpstreamsForm() {
        // When
        String json = Json.write(
                TestFacts.row("r", Map.of("hasTitle", Json.parse("true"))).toJson());

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"r\",\"entity\":{\"namespace\":\"default\",\"kind\":\"component\","
                        + "\"name\":\"petstore\"},\"timestamp\":\"2026-11-01T10:20:30.456+00:00\","
                        + "\"version\":\"1.0.0\",\"facts\":{\"hasTitle\":true}}");
    }

    private static FactSchema schema(FactLifecycle lifecycle) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        facts.put("b", FactDefinition.of(FactType.BOOLEAN, "B"));
        facts.put("a", new FactDefinition(FactType.SET, "A", "1.1.0", Json.parse("{\"m\": 1}")));
        return new FactSchema(
                "r",
                "1.2.3",
                "Title",
                "Description",
                EntityFilter.of(Json.parse("[{\"kind\": \"component\"}]")),
                lifecycle,
                Duration.ofMinutes(15),
                "facts",
                FactSchema.ORIGIN_PUSH,
                facts);
    }
}
