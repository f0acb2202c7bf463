package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void shouldSayAndReadItselfWithoutThePrefix() {
        // Given
        var position = new Position(
                Map.of(new TopicPartition("my.slow-facts", 12), 1042L, new TopicPartition("my.facts", 0), 17L));

        // When
        String token = position.token("my.");

        // Then
        assertThat(token).isEqualTo("facts-0@17;slow-facts-12@1042");
        assertThat(Position.parse(token, "my.")).isEqualTo(position);
    }

    @Test
    void shouldTakeTheFurthestOfTwoOffsetsOfOnePartition() {
        assertThat(Position.parse("facts-0@17;facts-0@9", "").token("")).isEqualTo("facts-0@17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "facts",
                "facts-0",
                "facts-0@",
                "facts-0@-1",
                "facts-0@1,facts-1@2",
                "facts-0@9999999999999999999"
            })
    void shouldSayWhatATokenLooksLike(String token) {
        assertThatThrownBy(() -> Position.parse(token, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position is '" + token + "'")
                .hasMessageContaining("for example facts-3@1042");
    }
}
