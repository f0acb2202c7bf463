package io.techinsights.checker.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.checker.js.JsTypeError;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ShortcutTest {
    static final List<JsonNode> VALUES = Stream.concat(
                    Stream.of(
                                    "null",
                                    "true",
                                    "false",
                                    "0",
                                    "-0.0",
                                    "1",
                                    "1.0",
                                    "1.5",
                                    "-3",
                                    "1e400",
                                    "9007199254740993",
                                    "\"\"",
                                    "\"a\"",
                                    "\"ab\"",
                                    "\"1\"",
                                    "\"true\"",
                                    "[]",
                                    "[1]",
                                    "[\"a\"]",
                                    "[\"a\", 1]",
                                    "[\"a\", \"ab\", \"1\"]",
                                    "[[\"a\"]]",
                                    "[null, \"a\"]",
                                    "{}",
                                    "{\"a\": 1}",
                                    "[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\"]")
                            .map(Json::parse),
                    Stream.of(MissingNode.getInstance(), DoubleNode.valueOf(Double.NaN)))
            .toList();

    static final List<String> NAMES = List.of(
            "equal",
            "notEqual",
            "lessThan",
            "lessThanInclusive",
            "greaterThan",
            "greaterThanInclusive",
            "in",
            "notIn",
            "contains",
            "doesNotContain",
            "not:equal",
            "someFact:equal");

    private final Operators operators = new Operators(List.of());

    @ParameterizedTest
    @FieldSource("NAMES")
    void shouldSayWhatTheOperatorSaysOrNothing(String name) {
        // Given
        Operator operator = operators.get(name);
        List<String> differences = new ArrayList<>();
        int decided = 0;

        // When
        for (JsonNode value : VALUES) {
            for (JsonNode fact : VALUES) {
                int known = Shortcut.of(operator, value).test(fact);
                decided += known == Shortcut.UNDECIDED ? 0 : 1;
                if (known != Shortcut.UNDECIDED && !isSaid(operator, fact, value, known != 0)) {
                    differences.add(fact + " " + name + " " + value + ": " + known);
                }
            }
        }

        // Then
        assertThat(differences).isEmpty();
        assertThat(decided > 0).isEqualTo(!name.contains(":"));
    }

    private static boolean isSaid(Operator operator, JsonNode fact, JsonNode value, boolean known) {
        try {
            return operator.test(fact, value) == known;
        } catch (JsTypeError e) {
            return false;
        }
    }

    @Test
    void shouldSayNothingForAnOperatorOfSomebodyElse() {
        // Given
        Operator own = new Operator() {
            @Override
            public String name() {
                return "equal";
            }

            @Override
            public boolean test(JsonNode fact, JsonNode value) {
                return false;
            }
        };

        // When
        int known = Shortcut.of(own, Json.number(1)).test(Json.number(1));

        // Then
        assertThat(known).isEqualTo(Shortcut.UNDECIDED);
    }
}
