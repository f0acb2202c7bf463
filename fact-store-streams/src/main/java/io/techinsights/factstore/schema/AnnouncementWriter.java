package io.techinsights.factstore.schema;

import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes announcements, and returns when every replica that counts has them. */
public final class AnnouncementWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Topic<String, FactSchemaAnnouncement> topic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param producers makes an idempotent producer when it is first needed; that one is closed with this
     */
    AnnouncementWriter(Topic<String, FactSchemaAnnouncement> topic, Supplier<Producer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.producers = producers;
    }

    /** One that gives up after some seconds where Kafka is away, since somebody waits for the answer. */
    public static AnnouncementWriter of(KafkaSettings kafka, Topic<String, FactSchemaAnnouncement> topic) {
        Map<String, Object> config = kafka.producer();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return new AnnouncementWriter(
                topic, () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Writes one.
     *
     * @throws UnavailableException where it was not acknowledged; it may have been written
     */
    public void write(FactSchema schema) {
        try {
            byte[] key = topic.key().serializer().serialize(topic.name(), schema.retrieverId());
            byte[] value = topic.value().serializer().serialize(topic.name(), schema.toAvro());
            open().send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (ExecutionException e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (KafkaException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private synchronized Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer == null ? producers.get() : producer;
        producer = open;
        return open;
    }

    private static UnavailableException unavailable(Throwable cause) {
        var unavailable = new UnavailableException("the announcement was not acknowledged: " + cause.getMessage());
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
