package io.techinsights.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1                     | 1",
                "1.0                   | 1",
                "1e2                   | 100",
                "-0.0                  | 0",
                "0.1                   | 0.1",
                "9007199254740991      | 9007199254740991",
                "1e400                 | null",
                "[1.0, {\"a\": 2.0}]   | [1,{\"a\":2}]",
                "{\"b\": 1, \"a\": []} | {\"b\":1,\"a\":[]}",
                "\"1.0\"               | \"1.0\"",
                "true                  | true"
            })
    void shouldGiveEqualValuesOneForm(String text, String expected) {
        // When
        String written = Json.write(Json.canonical(Json.parse(text)));

        // Then
        assertThat(written).isEqualTo(expected);
    }

    @Property(tries = 2000)
    void shouldKeepTheFormOfANumberOverWritingAndReading(@ForAll double value) {
        // Given
        var number = Json.number(value);

        // When
        var again = Json.canonical(Json.parse(Json.write(number)));

        // Then
        assertThat(again).isEqualTo(number);
    }

    @Property
    void shouldKeepEveryLongThatADoubleHolds(@ForAll int value) {
        // When
        var number = Json.number(value);

        // Then
        assertThat(number).isEqualTo(LongNode.valueOf(value));
    }

    @Test
    void shouldHoldABigIntegerAsJavaScriptDoes() {
        // When
        var number = Json.canonical(Json.parse("9007199254740993"));

        // Then
        assertThat(number).isEqualTo(DoubleNode.valueOf(9007199254740992d));
        assertThat(Json.number(Double.NaN)).isEqualTo(NullNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "{\"a\": 1, \"a\": 2}", "1 2", "NaN", "'a'", "[1,]", "{\"a\": 1}}"})
    void shouldRefuseWhatIsNoJson(String text) {
        // When
        assertThatThrownBy(() -> Json.parse(text))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON");
    }

    @Property
    void shouldWriteNumbersAndTextsAsTheMapperDoes(@ForAll double number, @ForAll long whole, @ForAll String text)
            throws JsonProcessingException {
        // Given
        List<JsonNode> nodes = List.of(
                DoubleNode.valueOf(number),
                LongNode.valueOf(whole),
                TextNode.valueOf(text),
                TextNode.valueOf("team-0 (" + whole + ")"));

        // When
        List<String> written = nodes.stream().map(Json::write).toList();

        // Then
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(written.get(i)).isEqualTo(Json.MAPPER.writeValueAsString(nodes.get(i)));
        }
    }

    @Test
    void shouldCopyEachValueOfItsOwnTextAsItWasWritten() {
        // Given
        String text =
                "{\"a\":1,\"b\":-0.5,\"c\":\"q\\\"ä\",\"d\":null,\"e\":true,\"f\":[1,{\"g\":[]}],\"h\":{},\"i\":1.0E21}";

        // When
        var copy = new StringJoiner(",", "{", "}");
        var fields = new WrittenFields(Utf8.of(text));
        while (fields.next()) {
            copy.add(fields.name() + ":" + fields.value());
        }

        // Then
        assertThat(copy).hasToString(text);
        assertThat(Json.write(Json.parseOwn(text))).isEqualTo(text);
        assertThat(Json.write(Json.array().add(Json.raw(text)))).isEqualTo('[' + text + ']');
    }
}
