package io.techinsights.streams.topics;

import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.query.Position;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records and returns when every replica that counts has them; any thread may use it. */
public final class AcknowledgedWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final AtomicBoolean trying = new AtomicBoolean();
    private @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Instant awaySince;

    /**
     * @param producers makes an idempotent producer when it is first needed; that one is closed with this
     */
    public AcknowledgedWriter(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** One that gives up after some seconds where Kafka is away, since somebody waits for the answer. */
    public static AcknowledgedWriter of(KafkaSettings kafka) {
        Map<String, Object> config = kafka.producer();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return new AcknowledgedWriter(
                () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** The producer, for what need not be waited for. */
    public synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer == null ? producers.get() : producer;
        producer = open;
        return open;
    }

    /**
     * Writes all of them. While Kafka does not acknowledge, one at a time tries, and the others are told at once.
     *
     * @return where they are
     * @throws UnavailableException where one was not acknowledged; others may have been
     */
    public Position write(List<ProducerRecord<byte[], byte[]>> records) {
        Instant since = awaySince;
        if (since != null && !trying.compareAndSet(false, true)) {
            throw new UnavailableException("Kafka has not acknowledged anything since " + since);
        }
        try {
            Position written = acknowledged(records);
            awaySince = null;
            return written;
        } catch (ExecutionException e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (KafkaException | IllegalStateException e) {
            throw unavailable(e);
        } finally {
            if (since != null) {
                trying.set(false);
            }
        }
    }

    private Position acknowledged(List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        Producer<byte[], byte[]> open = producer();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<RecordMetadata> one = open.send(record);
            failFast(one);
            sent.add(one);
        }
        open.flush();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Future<RecordMetadata> one : sent) {
            RecordMetadata at = one.get();
            ends.merge(new TopicPartition(at.topic(), at.partition()), at.offset() + 1, Math::max);
        }
        return new Position(ends);
    }

    /** Where Kafka is away each record would wait its full time; the first says it for all. */
    private static void failFast(Future<RecordMetadata> sent) throws ExecutionException, InterruptedException {
        if (sent.isDone()) {
            sent.get();
        }
    }

    private UnavailableException unavailable(Throwable cause) {
        if (cause instanceof RetriableException && awaySince == null) {
            awaySince = Instant.now();
        }
        var unavailable = new UnavailableException("Kafka did not acknowledge: " + cause.getMessage());
        unavailable.initCause(cause);
        return unavailable;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }
}
