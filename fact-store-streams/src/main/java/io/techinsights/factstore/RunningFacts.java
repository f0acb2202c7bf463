package io.techinsights.factstore;

import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.factstore.schema.AnnouncementDeserializer;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.app.StreamsService;
import io.techinsights.streams.error.DeadLetterLog;
import io.techinsights.streams.error.PoisonRecords;
import io.techinsights.streams.error.SenselessRecords;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import io.techinsights.streams.topics.CompactedView;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The fact store at work. The topology starts once all that was announced before is known, so that no fact is judged by
 * less than that.
 */
final class RunningFacts implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration READ_BACK = Duration.ofSeconds(10);

    private final DeadLetterLog deadLetters;
    private final CompactedView<String, FactSchema> announcements;
    private final Topics topics;
    private final AcknowledgedWriter writer;
    private final StreamsService app;
    private final Thread starter = new Thread(this::startApp, "facts-start");
    private volatile boolean appStarted;
    private volatile boolean closed;

    RunningFacts(
            KafkaSettings kafka,
            Topics topics,
            AnnouncedSchemas schemas,
            Topology topology,
            URI address,
            MeterRegistry meters) {
        String letters = topics.deadLetters(FactsRole.NAME).name();
        deadLetters = new DeadLetterLog(letters, kafka.producer(), kafka.consumer());
        announcements = new CompactedView<>(
                        topics.factSchemas().name(),
                        topics.factSchemas().key().deserializer(),
                        new AnnouncementDeserializer(
                                topics.factSchemas().value().deserializer()),
                        kafka.consumer(),
                        deadLetters::accept,
                        RegistryException.Unavailable.class)
                .requiring(RecordRules::ownKey);
        announcements.onChange(schemas::accept);
        this.topics = topics;
        writer = AcknowledgedWriter.of(kafka);
        Properties config = FactStoreTopology.configured(kafka.streams(FactsRole.NAME, address));
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, SenselessRecords.class);
        config.put(PoisonRecords.TOPIC, letters);
        config.put(PoisonRecords.RETRY_ON, RegistryException.Unavailable.class);
        app = new StreamsService(FactsRole.NAME, topology, config, meters);
    }

    void start() {
        announcements.start();
        starter.start();
    }

    private void startApp() {
        while (!closed) {
            if (announcements.awaitCaughtUp(LOOK)) {
                startUnlessClosed();
                return;
            }
        }
    }

    private synchronized void startUnlessClosed() {
        if (!closed) {
            app.start();
            appStarted = true;
        }
    }

    /**
     * Writes an announcement, and returns when it is known here.
     *
     * @throws UnavailableException where it was not acknowledged, or is not read back in time
     */
    void announce(FactSchema schema) {
        writer.write(List.of(topics.factSchemas().record(schema.retrieverId(), schema.toAvro())));
        try {
            announcements.committed().get(READ_BACK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while an announcement was read back");
        } catch (ExecutionException | TimeoutException e) {
            throw new UnavailableException(
                    "the announcement of " + schema.retrieverId() + " was written, but is not read back yet");
        }
    }

    /** The app, once it has started. */
    Optional<StreamsService> app() {
        return appStarted ? Optional.of(app) : Optional.empty();
    }

    Readiness schemasReadiness() {
        return announcements.readiness();
    }

    Readiness readiness() {
        return Readiness.all(List.of(announcements.readiness(), app.readiness()));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        app.close();
        announcements.close();
        writer.close();
        deadLetters.close();
    }
}
