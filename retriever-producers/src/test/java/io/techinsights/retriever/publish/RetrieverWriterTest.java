package io.techinsights.retriever.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RetrieverWriterTest {
    private static final List<ProducerRecord<byte[], byte[]>> BATCH =
            List.of(new ProducerRecord<>("facts", new byte[1]));

    private final List<MockProducer<byte[], byte[]>> opened = new ArrayList<>();
    private final RetrieverWriter writer = new RetrieverWriter(this::producer);

    private MockProducer<byte[], byte[]> producer() {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        opened.add(producer);
        return producer;
    }

    @Test
    void shouldWriteEachBatchInATransactionOfItsOwn() {
        writer.open();
        writer.write(BATCH);
        writer.write(BATCH);
        assertThat(opened).singleElement().satisfies(producer -> {
            assertThat(producer.history()).hasSize(2);
            assertThat(producer.commitCount()).isEqualTo(2);
        });
    }

    @Test
    void shouldNotOpenAgainAfterAFailure() {
        // Given
        writer.open();
        opened.get(0).commitTransactionException = new TimeoutException("stood still");
        assertThatThrownBy(() -> writer.write(BATCH)).isInstanceOf(TimeoutException.class);

        // When / Then
        assertThatThrownBy(() -> writer.write(BATCH)).hasMessage("stood still");
        assertThat(opened).hasSize(1);
    }
}
