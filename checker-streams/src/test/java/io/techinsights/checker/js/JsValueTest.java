package io.techinsights.checker.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1.0 | true",
                "-0.0 | 0 | true",
                "9007199254740993 | 9007199254740992 | true",
                "\"a\" | \"a\" | true",
                "1 | \"1\" | false",
                "null | null | true",
                "null | false | false",
                "[] | [] | false",
                "{} | {} | false"
            })
    void shouldCompareStrictly(String a, String b, boolean expected) {
        // When
        boolean same = JsValue.same(Json.parse(a), Json.parse(b));

        // Then
        assertThat(same).isEqualTo(expected);
    }

    @Test
    void shouldHoldAListToBeItself() {
        // Given
        JsonNode list = Json.parse("[1]");

        // When
        boolean same = JsValue.same(list, list);

        // Then
        assertThat(same).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | \"1\" | true",
                "0 | \"\" | true",
                "true | 1 | true",
                "true | \"1\" | true",
                "null | 0 | false",
                "[\"a\"] | \"a\" | true",
                "[5] | 5 | true",
                "{} | \"[object Object]\" | true"
            })
    void shouldCompareLoosely(String a, String b, boolean expected) {
        // When
        boolean alike = JsValue.alike(Json.parse(a), Json.parse(b));

        // Then
        assertThat(alike).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 2 | true",
                "\"10\" | \"9\" | true",
                "\"10\" | 9 | false",
                "null | 1 | true",
                "false | true | true",
                "\"\" | 1 | true",
                "\"x\" | 1 | false",
                "[2] | 10 | true",
                "[2] | \"10\" | false",
                "{} | 1 | false",
                "\"\uD83D\uDE00\" | \"\uFFEE\" | true"
            })
    void shouldOrderAsJavaScriptDoes(String a, String b, boolean expected) {
        // When
        boolean less = JsValue.less(Json.parse(a), Json.parse(b));

        // Then
        assertThat(less).isEqualTo(expected);
    }

    @Test
    void shouldOrderNothingBeforeOrAfterUndefined() {
        // Given
        JsonNode one = Json.parse("1");
        JsonNode undefined = MissingNode.getInstance();

        // When
        boolean ordered = JsValue.lessOrEqual(one, undefined) || JsValue.lessOrEqual(undefined, one);

        // Then
        assertThat(ordered).isFalse();
    }

    @Test
    void shouldWriteNestedListsWithoutTheirBrackets() {
        // When
        String text = JsValue.toText(Json.parse("[1, [null, [\"a\", 1e21]], {}, true]"));

        // Then
        assertThat(text).isEqualTo("1,,a,1e+21,[object Object],true");
    }

    @Test
    void shouldRefuseToConvertAnObjectWithAToStringOfItsOwn() {
        // Given
        JsonNode object = Json.parse("[{\"toString\": 1}]");

        // Then
        assertThatThrownBy(() -> JsValue.toText(object)).isInstanceOf(JsTypeError.class);
    }
}
