package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.yaml a.yaml true",
                "*.yaml a/b.yaml false",
                "**/*.yaml a.yaml true",
                "**/*.yaml a/b/c.yaml true",
                "** a/b/c.txt true",
                "?.yaml a.yaml true",
                "?.yaml ab.yaml false",
                "{a,b}.yaml b.yaml true",
                "{a,b}.yaml c.yaml false",
                "[ab].yaml a.yaml true",
                "[!ab].yaml a.yaml false",
                "a+(b).yaml a+(b).yaml true",
                "[a.yaml [a.yaml true",
            })
    void shouldMatchAsBackstageDoes(String glob, String path, boolean matches) {
        // Given
        var regex = Glob.regex(glob);

        // When
        boolean matched = regex.matcher(path).matches();

        // Then
        assertThat(matched).isEqualTo(matches);
    }
}
