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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run of one retriever brings, each batch in one transaction, under the retriever's own transactional id:
 * as soon as another instance opens it, nothing more can be written through this one. It is opened once: one that opened
 * again after a failure would shut out who runs the retriever by then. A transaction is open only while its batch is
 * written, so a slow retriever holds nobody up.
 */
public final class RetrieverWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable RuntimeException failure;

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
        attempt(this::opened);
    }

    /**
     * Writes a batch: all of it or nothing.
     *
     * @throws KafkaException where it was not committed; after that nothing ever will be
     */
    public synchronized void write(List<ProducerRecord<byte[], byte[]>> batch) {
        attempt(() -> {
            if (!batch.isEmpty()) {
                Producer<byte[], byte[]> open = opened();
                open.beginTransaction();
                batch.forEach(open::send);
                open.commitTransaction();
            }
        });
    }

    private void attempt(Runnable work) {
        if (failure != null) {
            throw failure;
        }
        try {
            work.run();
        } catch (KafkaException | IllegalStateException e) {
            failure = e;
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

    /** What it began is aborted by whoever opens the next one. */
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
