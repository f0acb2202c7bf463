package io.techinsights.checker.drl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResultJsonTest {

    static List<Arguments> values() {
        return List.of(
                Arguments.of(true, "true"),
                Arguments.of(3, "3"),
                Arguments.of(2.5f, "2.5"),
                Arguments.of(1e300, "1e300"),
                Arguments.of(5.0, "5"),
                Arguments.of(new BigDecimal("1.50"), "1.5"),
                Arguments.of(BigInteger.TWO.pow(80), "1208925819614629174706176"),
                Arguments.of('x', "\"x\""),
                Arguments.of("a\n\"ü\\ */", "\"a\\n\\\"ü\\\\ */\""),
                Arguments.of(LocalDate.of(2026, 11, 1), "\"2026-11-01\""),
                Arguments.of(Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
                Arguments.of(Duration.ofMinutes(5), "\"PT5M\""),
                Arguments.of(Arrays.asList(1, "a", null), "[1, \"a\", null]"),
                Arguments.of(new TreeSet<>(List.of(3, 1, 2)), "[1, 2, 3]"),
                Arguments.of(Map.of("a", List.of(Map.of("b", 1L))), "{\"a\": [{\"b\": 1}]}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldTakeWhatJsonCanHold(Object value, String json) {
        // Then
        assertThat(ResultJson.of(value)).isEqualTo(Json.canonical(Json.parse(json)));
    }

    @Test
    void shouldTakeNothingAndArrays() {
        // Then
        assertThat(ResultJson.of(null)).isEqualTo(Json.parse("null"));
        assertThat(ResultJson.of(new Object[] {"a", null})).isEqualTo(Json.parse("[\"a\", null]"));
    }

    static List<Arguments> unfit() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        String expected = "; expected a truth value, a number, a text, a time, a list or a map";
        return List.of(
                Arguments.of(Double.NaN, "the result is or holds the number NaN, which JSON does not have"),
                Arguments.of(
                        BigDecimal.TEN.pow(400),
                        "the result is or holds the number Infinity, which JSON does not have"),
                Arguments.of(new Object(), "the result is a java.lang.Object" + expected),
                Arguments.of(List.of(Optional.of(1)), "the result holds a java.util.Optional" + expected),
                Arguments.of(Map.of(1, 2), "the result holds a map with the key 1; expected a text"),
                Arguments.of(itself, "the result is nested deeper than 100 levels, or holds itself"),
                Arguments.of(
                        "x".repeat(100_001), "the result is too large: expected at most 100000 characters and values"),
                Arguments.of(
                        Collections.nCopies(100_000, 1),
                        "the result is too large: expected at most 100000 characters and values"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void shouldSayWhatJsonCannotHold(Object value, String message) {
        // Then
        assertThatThrownBy(() -> ResultJson.of(value))
                .isInstanceOf(ResultJson.Unfit.class)
                .hasMessage(message);
    }
}
