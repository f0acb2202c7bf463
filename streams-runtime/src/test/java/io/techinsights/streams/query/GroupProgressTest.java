package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupProgressTest {
    private static final TopicPartition PARTITION = new TopicPartition("facts", 0);
    private static final Position POSITION = new Position(Map.of(PARTITION, 7L));

    @Test
    void shouldWaitUntilTheGroupHasReadItAll() {
        Queue<Long> answers = new ArrayDeque<>(List.of(5L, 6L, 7L));
        GroupProgress.await("readers", POSITION, Duration.ofSeconds(30), left -> Map.of(PARTITION, answers.remove()));
        assertThat(answers).isEmpty();
    }

    @Test
    void shouldSayHowFarTheGroupHadComeWhereTheTimeEndsInTheMiddleOfAnAnswer() {
        // Given
        Queue<Long> answers = new ArrayDeque<>(List.of(5L));
        Function<Duration, Map<TopicPartition, Long>> silent = left -> {
            if (answers.isEmpty()) {
                sleep(left);
                throw new UnavailableException("no answer");
            }
            return Map.of(PARTITION, answers.remove());
        };

        // When, then
        assertThatThrownBy(() -> GroupProgress.await("readers", POSITION, Duration.ofMillis(200), silent))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("readers has come to facts-0@5, not yet to 7");
    }

    @Test
    void shouldSayAtOnceThatKafkaRefusesToTell() {
        Queue<Long> answers = new ArrayDeque<>(List.of(5L));
        Function<Duration, Map<TopicPartition, Long>> refused = left -> {
            if (answers.isEmpty()) {
                throw new UnavailableException("not authorized");
            }
            return Map.of(PARTITION, answers.remove());
        };
        assertThatThrownBy(() -> GroupProgress.await("readers", POSITION, Duration.ofMinutes(5), refused))
                .hasMessage("not authorized");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
