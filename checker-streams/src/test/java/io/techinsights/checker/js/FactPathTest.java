package io.techinsights.checker.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expectation was first asked of jsonpath-plus 10.4.0. */
class FactPathTest {
    private static final JsonNode FACT = Json.parse("""
            {"a": {"b": [1, 2, {"c": 3}], "x.y": 5, "d-e": 6, "f g": 7, "0": 9},
             "s": "hello", "arr": [{"n": 1}, {"n": 2}], "empty": "", "nothing": null}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$.a.b[2].c ; 3",
                "a.b[0] ; 1",
                "$[\"a\"].b[1] ; 2",
                "$['a']['x.y'] ; 5",
                "$[s] ; \"hello\"",
                "$.a.b.2.c ; 3",
                "$.a.b.length ; 3",
                "$.s.length ; 5",
                "$.s.0 ; \"h\"",
                "$.a.d-e ; 6",
                "$.a.f g ; 7",
                "$.nothing ; null",
                "$.a.* ; [9, [1, 2, {\"c\": 3}], 5, 6, 7]",
                "$..n ; [1, 2]",
                "$..c ; [3]",
                "$..s ; \"hello\"",
                "$.arr[*].n ; [1, 2]",
                "$.arr[0,1].n ; [1, 2]",
                "$.arr[-1:].n ; [2]",
                "$.arr[0:1] ; [{\"n\": 1}]",
                "$.arr[?(@.n>1)].n ; [2]",
                "$.arr[?(@.n==1)] ; [{\"n\": 1}]",
                "$.arr[?(@.n === 1 || !(@.n < 2) && true)].n ; [1, 2]",
                "$.arr[?(@['n'] * 2 - 1 == '3')].n ; [2]",
                "$.arr[(@.length-1)].n ; 2"
            })
    void shouldFollow(String path, String expected) {
        // When
        JsonNode found = FactPath.of(path).in(FACT);

        // Then
        assertThat(Json.canonical(found)).isEqualTo(Json.canonical(Json.parse(expected)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.zz",
                "$.zz.*",
                "$..zz",
                "$.arr[-1]",
                "$.arr[7]",
                "$.empty.length",
                "$.arr[?(@.n>5)]",
                "$.a[ 0 ]"
            })
    void shouldLeadNowhere(String path) {
        // When
        JsonNode found = FactPath.of(path).in(FACT);

        // Then
        assertThat(found.isMissingNode()).isTrue();
    }

    @Test
    void shouldBeIgnoredOnAScalar() {
        // When
        JsonNode found = FactPath.of("$.a").in(Json.parse("5"));

        // Then
        assertThat(found.intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.a[",
                "$.",
                "$.a.",
                ".a",
                "[0]",
                "$a[b",
                "$['a'",
                "$['a','b']",
                "$.a~",
                "$.a^",
                "$.a.@string()",
                "$.a[?(@.b]",
                "$.a[?(@.b.match(/x/))]",
                "$.a[?(@.b ==)]",
                "$.a[?(@b)]",
                "$...a",
                "$[99999999999:]"
            })
    void shouldRefuseWhatItCannotFollow(String path) {
        // Then
        assertThatThrownBy(() -> FactPath.of(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }

    @Test
    void shouldFailOnAFilterThatReadsAPropertyOfNull() {
        // Given
        FactPath path = FactPath.of("$[?(@.a)]");

        // Then
        assertThatThrownBy(() -> path.in(Json.parse("[null]")))
                .isInstanceOf(JsTypeError.class)
                .hasMessage("cannot read 'a' of null");
    }
}
