package io.techinsights.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ChangelogReadTest {
    private static final TopicPartition HISTORY = new TopicPartition("history-changelog", 0);
    private static final TopicPartition LATEST = new TopicPartition("latest-changelog", 0);

    @Test
    void shouldReadEachPartitionToItsEnd() throws TimeoutException {
        // Given
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.updateBeginningOffsets(Map.of(HISTORY, 0L, LATEST, 0L));
            consumer.schedulePollTask(() -> consumer.addRecord(record(LATEST, 0)));
            consumer.schedulePollTask(() -> consumer.addRecord(record(HISTORY, 0)));
            consumer.schedulePollTask(() -> {
                consumer.addRecord(record(HISTORY, 1));
                consumer.addRecord(record(HISTORY, 2));
            });
            consumer.schedulePollTask(() -> consumer.addRecord(record(HISTORY, 3)));

            // When
            ChangelogRead read = ChangelogRead.of(consumer, Map.of(HISTORY, 3L, LATEST, 1L));

            // Then
            assertThat(read.records()).isEqualTo(4);
            assertThat(read.nanos()).isPositive();
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[1], new byte[1]);
    }
}
