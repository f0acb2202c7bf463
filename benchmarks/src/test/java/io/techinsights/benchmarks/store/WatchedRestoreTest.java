package io.techinsights.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WatchedRestoreTest {
    private static final TopicPartition HISTORY = new TopicPartition("history-changelog", 0);
    private static final TopicPartition LATEST = new TopicPartition("latest-changelog", 0);
    private static final TopicPartition NOTHING = new TopicPartition("departing-changelog", 0);

    @Test
    void shouldKnowWhatWasRestoredAndHowFarThatReached() {
        // Given
        var watch = new WatchedRestore();

        // When
        watch.onRestoreStart(HISTORY, "history", 0, 1003);
        watch.onRestoreStart(LATEST, "latest", 0, 503);
        watch.onRestoreStart(NOTHING, "departing", 0, 0);
        watch.onBatchRestored(HISTORY, "history", 1003, 1000);
        watch.onRestoreEnd(HISTORY, "history", 1000);
        watch.onRestoreEnd(LATEST, "latest", 500);
        watch.onRestoreEnd(NOTHING, "departing", 0);

        // Then
        assertThat(watch.records()).isEqualTo(1500);
        assertThat(watch.ends()).isEqualTo(Map.of(HISTORY, 1003L, LATEST, 503L));
    }
}
