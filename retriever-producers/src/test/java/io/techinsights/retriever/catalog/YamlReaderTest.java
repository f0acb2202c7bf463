package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "yes; \"yes\"",
                "off; \"off\"",
                "2026-11-23; \"2026-11-23\"",
                "017; 17",
                "0o17; 15",
                "0x1F; 31",
                "1_000; \"1_000\"",
                "12:30:45; \"12:30:45\"",
                "1.50; 1.5",
                "1e3; 1000",
                "-.inf; null",
                "~; null",
                "Null; null",
                "nUll; \"nUll\"",
                "TRUE; true",
                "'true'; \"true\"",
                "!!str 7; \"7\"",
                "!custom 7; \"7\"",
                "!!int '7'; 7",
                "1.2.3; \"1.2.3\"",
                "$text; \"$text\"",
                "\"\\u00e9\"; \"é\"",
            })
    void shouldReadScalarsAsBackstageDoes(String yaml, String json) throws YamlSyntaxException {
        // Given
        JsonNode expected = Json.canonical(Json.parse(json));

        // When
        JsonNode value = YamlReader.read("key: " + yaml + "\n").path("key");

        // Then
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void shouldReadNestedCollectionsAliasesAndOddKeys() throws YamlSyntaxException {
        // Given
        String yaml = "base: &b {x: [1, two]}\nuse: *b\n<<: *b\n1: one\nnull: none\n";

        // When
        JsonNode json = YamlReader.read(yaml);

        // Then
        assertThat(Json.write(json))
                .isEqualTo("{\"base\":{\"x\":[1,\"two\"]},\"use\":{\"x\":[1,\"two\"]},\"<<\":{\"x\":[1,\"two\"]},"
                        + "\"1\":\"one\",\"\":\"none\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a: 1\\nb:\\n  c: 1\\n  c: 2; 4; the key 'c' stands twice",
                "a: [1, 2; 1; is not YAML",
                "a: 1\\n{{ name }}: 2; 2; a key is a text, but here it is",
                "a: 1\\n\\tb: 2; 2; is not YAML",
                "a: %name; 1; is not YAML",
                "a: *nobody; 1; names the anchor 'nobody'",
                "a: &a [*a]; 1; names the anchor 'a'",
            })
    void shouldSayWhichLineIsWrong(String yaml, int line, String reason) {
        // Given
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t");

        // When
        var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(
                YamlSyntaxException.class, () -> YamlReader.read(text));

        // Then
        assertThat(thrown).hasMessageContaining(reason);
        assertThat(thrown.line()).isEqualTo(line);
    }

    @Test
    void shouldRefuseWhatAliasesBlowUp() {
        // Given
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }

        // When / Then
        assertThatThrownBy(() -> YamlReader.read(yaml.toString())).hasMessageContaining("by aliases");
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        // Given
        String yaml = "a: " + "[".repeat(5000) + "]".repeat(5000);

        // When / Then
        assertThatThrownBy(() -> YamlReader.read(yaml)).hasMessageContaining("nested deeper than 200");
    }
}
