package io.techinsights.retriever.publish;

import io.techinsights.streams.app.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run of one retriever brings, each batch in one transaction, under the retriever's own transactional id:
 * as soon as another instance opens it, nothing more can be written through this one. A transaction is open only while
 * its batch is written, so a slow retriever holds nobody up.
 */
public final class RetrieverWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable KafkaException fenced;

    /**
     * @param producers makes a transactional producer, always with the same transactional id
     */
    public RetrieverWriter(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** The writer of the retriever of this id. */
    public static RetrieverWriter of(KafkaSettings kafka, String retrieverId) {
        Map<String, Object> config = kafka.producer();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.prefix() + "retriever." + retrieverId);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        return new RetrieverWriter(
                () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * From now on nobody who opened it before can write; what they committed is there.
     *
     * @throws KafkaException where that is not possible
     */
    public synchronized void open() {
        try {
            opened();
        } catch (KafkaException e) {
            discard();
            throw e;
        }
    }

    /**
     * Writes a batch: all of it or nothing.
     *
     * @throws KafkaException where it was not committed; after {@link ProducerFencedException} nothing ever will be
     */
    public synchronized void write(List<ProducerRecord<byte[], byte[]>> batch) {
        if (fenced != null) {
            throw fenced;
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            Producer<byte[], byte[]> open = opened();
            open.beginTransaction();
            batch.forEach(open::send);
            open.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            fenced = e;
            discard();
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            discard();
            throw e;
        }
    }

    private Producer<byte[], byte[]> opened() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = producers.get();
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    /** A producer that failed is not mended: opening the next one aborts what this one began. */
    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }
}
