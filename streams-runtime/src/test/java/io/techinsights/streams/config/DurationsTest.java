package io.techinsights.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weeks\":2}|PT336H",
                "{\"hours\":1,\"minutes\":30}|PT1H30M",
                "{\"months\":1}|PT720H",
                "{\"minutes\":0.5}|PT30S",
                "1500|PT1.5S",
                "\"P2W\"|PT336H",
                "\"P1DT12H\"|PT36H",
                "\"PT5M\"|PT5M",
                "\"P1Y\"|PT8760H"
            })
    void shouldReadEveryForm(String json, String expected) throws JsonProcessingException {
        assertThat(Durations.of(mapper.readTree(json))).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "{}", "{\"fortnights\":1}", "{\"days\":\"x\"}", "-5", "[]", "\"P\""})
    void shouldSayWhatWasExpected(String json) {
        assertThatThrownBy(() -> Durations.of(mapper.readTree(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a map of years");
    }
}
