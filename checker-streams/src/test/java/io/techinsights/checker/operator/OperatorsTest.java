package io.techinsights.checker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.js.JsTypeError;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {
    private static final Operators OPERATORS = new Operators(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"gold\" | in | \"a golden rule\" | true",
                "null | in | \"is nullable\" | true",
                "1 | notIn | [\"1\"] | true",
                "[1, 2] | contains | 2 | true",
                "\"gold\" | contains | \"g\" | false",
                "\"gold\" | doesNotContain | \"x\" | false",
                "\"gold\" | not:contains | \"x\" | true",
                "\"gold\" | lessThan | \"z\" | false",
                "\"1gold\" | lessThan | \"2\" | true",
                "null | lessThan | 1 | false",
                "[1, 5] | someFact:greaterThan | 4 | true",
                "[1, 5] | everyFact:greaterThan | 4 | false",
                "[] | everyFact:greaterThan | 4 | true",
                "5 | someFact:equal | 5 | false",
                "5 | someValue:equal | [4, 5] | true",
                "5 | everyValue:notEqual | [4, 6] | true",
                "\"a\" | swap:contains | [\"a\"] | true",
                "[1, 2] | everyFact:someValue:swap:not:notEqual | [2, 1] | true"
            })
    void shouldTest(String fact, String operator, String value, boolean expected) {
        // When
        boolean holds = OPERATORS.get(operator).test(Json.parse(fact), Json.parse(value));

        // Then
        assertThat(holds).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"in | 5", "notIn | null", "someValue:equal | \"text\"", "everyValue:equal | {}"})
    void shouldFailWhereJavaScriptThrows(String operator, String value) {
        // Given
        Operator tested = OPERATORS.get(operator);

        // Then
        assertThatThrownBy(() -> tested.test(Json.parse("1"), Json.parse(value)))
                .isInstanceOf(JsTypeError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lesThan | unknown operator 'lesThan': did you mean 'lessThan'?",
                "noot:equal | unknown operator decorator 'noot': did you mean 'not'?",
                ":equal | unknown operator ':equal': did you mean 'equal'?",
                "not:not: | unknown operator ''"
            })
    void shouldNameTheNearestOfAnUnknownOne(String name, String expected) {
        // Then
        assertThatThrownBy(() -> OPERATORS.get(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(expected);
    }

    @Test
    void shouldPreferAnOperatorOfOnesOwn() {
        // Given
        var operators = new Operators(List.of(new Always("equal"), new Always("is:fine")));

        // When
        boolean holds = operators.get("equal").test(Json.parse("1"), Json.parse("2"))
                && operators.get("not:not:is:fine").test(Json.parse("1"), Json.parse("2"));

        // Then
        assertThat(holds).isTrue();
    }

    @Test
    void shouldFindOperatorsOnTheClassPath() {
        // When
        boolean holds = Operators.onClassPath()
                .get("someFact:startsWith")
                .test(Json.parse("[\"a\", \"team-0\"]"), Json.parse("\"team-\""));

        // Then
        assertThat(holds).isTrue();
    }

    @Test
    void shouldRefuseTwoOfOneName() {
        // Given
        List<Operator> twice = List.of(new Always("mine"), new Always("mine"));

        // Then
        assertThatThrownBy(() -> new Operators(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Operator 'mine'");
    }

    private record Always(String name) implements Operator {
        @Override
        public boolean test(JsonNode fact, JsonNode value) {
            return true;
        }
    }
}
