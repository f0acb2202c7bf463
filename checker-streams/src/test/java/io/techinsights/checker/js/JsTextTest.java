package io.techinsights.checker.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "100, 100",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1e+21",
        "1.5e300, 1.5e+300",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "1.25e-9, 1.25e-9",
        "5e-324, 5e-324",
        "1e-323, 1e-323",
        "2e-323, 2e-323",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740993, 9007199254740992",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "NaN, NaN"
    })
    void shouldWriteNumbersAsJavaScriptDoes(double number, String expected) {
        // When
        String text = JsText.of(number);

        // Then
        assertThat(text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "' \t\n\u00a0\ufeff', 0",
        "' 12 ', 12",
        "+3, 3",
        "5., 5",
        ".5, 0.5",
        "1e3, 1000",
        "1e400, Infinity",
        "-Infinity, -Infinity",
        "0x1F, 31",
        "0b11, 3",
        "0o17, 15"
    })
    void shouldReadNumbersAsJavaScriptDoes(String text, double expected) {
        // When
        double number = JsText.toNumber(text);

        // Then
        assertThat(number).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1px", "-0x10", "1_000", "12n", "3d", "3f", "0x1p3", "infinity", ".", "e5", "0x", "١"})
    void shouldReadWhatIsNoNumberAsNaN(String text) {
        // When
        double number = JsText.toNumber(text);

        // Then
        assertThat(number).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "10px, true",
        "'  -.5e', true",
        "0x10, true",
        "Infinityx, true",
        "2026-05-01, true",
        "'', false",
        "px10, false",
        "., false",
        "+-1, false",
        "infinity, false",
        "NaN, false"
    })
    void shouldFindANumberAheadWhereParseFloatDoes(String text, boolean expected) {
        // When
        boolean found = JsText.startsWithNumber(text);

        // Then
        assertThat(found).isEqualTo(expected);
    }
}
