package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FactTypeTest {
    @ParameterizedTest
    @EnumSource(FactType.class)
    void shouldBeFoundByItsName(FactType type) {
        // When
        FactType found = FactType.of(type.id());

        // Then
        assertThat(found).isEqualTo(type);
        assertThat(type.mismatch(Json.parse("null"))).isNull();
    }

    @Test
    void shouldNameTheTypesThereAre() {
        // When
        assertThatThrownBy(() -> FactType.of("Integer"))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown fact type 'Integer': expected one of integer, float, string, boolean, datetime,"
                        + " set, object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer  | 7",
                "integer  | -9223372036854775808",
                "integer  | 5.0",
                "float    | 7",
                "float    | 0.1",
                "string   | \"\"",
                "boolean  | false",
                "datetime | \"2026-11-01\"",
                "datetime | \"2026-11-01T10:20:30.123456Z\"",
                "datetime | \"2026-11-01T10:20:30+02:00\"",
                "datetime | \"2026-W45-7\"",
                "set      | []",
                "set      | [1, \"a\", null, [2], {\"b\": 3}]",
                "object   | {}",
                "object   | [1]"
            })
    void shouldTake(String type, String value) {
        // When
        String mismatch = FactType.of(type).mismatch(Json.parse(value));

        // Then
        assertThat(mismatch).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer  | 7.5                    | expected an integer, got 7.5",
                "integer  | 9223372036854775808    | expected an integer, got 9223372036854775808",
                "integer  | \"7\"                  | expected an integer, got \"7\"",
                "float    | 1e400                  | expected a float",
                "float    | true                   | expected a float, got true",
                "string   | 7                      | expected a string, got 7",
                "boolean  | 0                      | expected a boolean, got 0",
                "datetime | \"yesterday\"          | expected a datetime (ISO-8601 text), got \"yesterday\"",
                "datetime | \"2026-02-30\"         | expected a datetime",
                "datetime | 1700000000             | expected a datetime",
                "set      | {}                     | expected a set (a list), got {}",
                "object   | \"{}\"                 | expected an object or a list, got \"{}\""
            })
    void shouldSayWhatItExpected(String type, String value, String expected) {
        // When
        String mismatch = FactType.of(type).mismatch(Json.parse(value));

        // Then
        assertThat(mismatch).startsWith(expected);
    }

    @Test
    void shouldCutALongValueShort() {
        // When
        String mismatch = FactType.INTEGER.mismatch(Json.parse("\"" + "x".repeat(500) + "\""));

        // Then
        assertThat(mismatch).hasSizeLessThan(120).endsWith("...");
    }
}
