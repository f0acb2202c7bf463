package io.techinsights.streams.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.techinsights.streams.query.Position;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AcknowledgedWriterTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized void flush() {}
            };
    private final AcknowledgedWriter writer = new AcknowledgedWriter(() -> producer);

    private CompletableFuture<Position> write() {
        int sent = producer.history().size();
        CompletableFuture<Position> written = CompletableFuture.supplyAsync(
                () -> writer.write(List.of(new ProducerRecord<>("t", 0, new byte[] {1}, new byte[] {2}))),
                task -> new Thread(task).start());
        await().until(() -> producer.history().size() > sent || written.isDone());
        return written;
    }

    @Test
    void shouldReturnThePositionOnceItIsAcknowledged() throws Exception {
        // When
        CompletableFuture<Position> written = write();
        boolean before = written.isDone();
        producer.completeNext();

        // Then
        assertThat(before).isFalse();
        assertThat(written.get(10, TimeUnit.SECONDS)).isEqualTo(new Position(Map.of(new TopicPartition("t", 0), 1L)));
    }

    @Test
    void shouldLetOneTryAndTellTheOthersAtOnceWhileKafkaIsAway() throws Exception {
        // Given
        CompletableFuture<Position> lost = write();
        producer.errorNext(new TimeoutException("no broker"));
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("Kafka did not acknowledge: no broker");

        // When
        CompletableFuture<Position> probe = write();
        CompletableFuture<Position> other = write();

        // Then
        assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(UnavailableException.class)
                .hasMessageContaining("Kafka has not acknowledged anything since");
        assertThat(producer.history()).hasSize(2);
        producer.completeNext();
        assertThat(probe.get(10, TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<Position> after = write();
        CompletableFuture<Position> beside = write();
        producer.completeNext();
        producer.completeNext();
        assertThat(after.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(beside.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void shouldNotTakeARecordThatIsRefusedForABrokerThatIsAway() {
        // Given
        CompletableFuture<Position> refused = write();
        producer.errorNext(new RecordTooLargeException("too large"));
        assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS)).hasMessageContaining("too large");

        // When
        CompletableFuture<Position> one = write();
        CompletableFuture<Position> two = write();
        producer.completeNext();
        producer.completeNext();

        // Then
        assertThat(one).succeedsWithin(Duration.ofSeconds(10));
        assertThat(two).succeedsWithin(Duration.ofSeconds(10));
    }
}
