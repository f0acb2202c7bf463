package io.techinsights.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class FactEndsTest {
    @Test
    void shouldBeReadAsItWasWritten() {
        // Given
        var ends = new FactEnds(Map.of("ti.facts", 2796L, "ti.more", 0L));

        // When
        FactEnds read = FactEnds.of(ends.addTo(new RecordHeaders()));

        // Then
        assertThat(ends.text()).isEqualTo("ti.facts@2796;ti.more@0");
        assertThat(read).isEqualTo(ends);
        assertThat(read.of("ti.facts")).isEqualTo(2796);
        assertThat(read.of("another")).isZero();
    }

    @Test
    void shouldBeNothingWhereSomebodyElseWroteTheTombstone() {
        // Then
        assertThat(FactEnds.of(new RecordHeaders())).isEqualTo(FactEnds.NONE);
    }

    @Test
    void shouldSayWhatItExpects() {
        // Then
        assertThatThrownBy(() -> FactEnds.parse("facts"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The header facts.end is 'facts', expected <topic>@<offset>, separated by semicolons");
    }
}
