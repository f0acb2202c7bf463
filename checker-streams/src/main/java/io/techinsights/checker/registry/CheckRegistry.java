package io.techinsights.checker.registry;

import io.techinsights.checker.check.Check;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.topics.CompactedView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks there are: the check-definitions topic is the truth. Configuration files publish what they hold to it and
 * withdraw what they no longer hold.
 */
public final class CheckRegistry implements AutoCloseable {
    /** The origin of a check that a configuration file holds. */
    public static final String ORIGIN_CONFIGURATION = "configuration";

    private static final Logger LOG = LoggerFactory.getLogger(CheckRegistry.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Topic<String, CheckDefinition> topic;
    private final CompactedView<String, CheckDefinition> view;
    private final KafkaSettings kafka;
    private final CheckReader reader;
    private final Clock clock;

    /**
     * @param badRecords takes definitions that cannot be read
     */
    public CheckRegistry(
            Topic<String, CheckDefinition> topic,
            KafkaSettings kafka,
            CheckReader reader,
            CompactedView.BadRecords badRecords,
            Clock clock) {
        this.topic = topic;
        this.kafka = kafka;
        this.reader = reader;
        this.clock = clock;
        this.view = new CompactedView<>(
                topic.name(),
                topic.key().deserializer(),
                topic.value().deserializer(),
                kafka.consumer(),
                badRecords,
                RegistryException.Unavailable.class);
    }

    /**
     * Reads what is there and brings it up to the configuration.
     *
     * @throws IllegalStateException where the topic cannot be read or written
     */
    public void start(List<Check> configured) {
        view.start();
        if (!view.awaitCaughtUp(TIMEOUT)) {
            throw new IllegalStateException("Topic " + topic.name() + " could not be read within " + TIMEOUT);
        }
        Map<String, Optional<CheckDefinition>> changes = changes(configured);
        if (changes.isEmpty()) {
            return;
        }
        try (Producer<String, CheckDefinition> producer = new KafkaProducer<>(
                kafka.producer(), topic.key().serializer(), topic.value().serializer())) {
            for (var change : changes.entrySet()) {
                producer.send(new ProducerRecord<>(
                                topic.name(), change.getKey(), change.getValue().orElse(null)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The checks could not be written to " + topic.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        LOG.info("Published {} of {} checks of the configuration", changes.size(), configured.size());
        awaitSeen(changes);
    }

    private Map<String, Optional<CheckDefinition>> changes(List<Check> configured) {
        Map<String, Optional<CheckDefinition>> changes = new HashMap<>();
        view.all().forEach((id, existing) -> {
            if (existing.getOrigin().equals(ORIGIN_CONFIGURATION)) {
                changes.put(id, Optional.empty());
            }
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (int position = 0; position < configured.size(); position++) {
            CheckDefinition definition = definition(configured.get(position), position, now);
            Optional<CheckDefinition> existing = view.get(definition.getId());
            if (existing.isPresent() && isSame(existing.get(), definition)) {
                changes.remove(definition.getId());
            } else {
                changes.put(definition.getId(), Optional.of(definition));
            }
        }
        return changes;
    }

    private static boolean isSame(CheckDefinition existing, CheckDefinition configured) {
        return existing.getContentHash().equals(configured.getContentHash())
                && existing.getPosition() == configured.getPosition()
                && existing.getOrigin().equals(configured.getOrigin());
    }

    private static CheckDefinition definition(Check check, int position, Instant now) {
        return CheckDefinition.newBuilder()
                .setId(check.id())
                .setType(check.type())
                .setPosition(position)
                .setDefinition(Json.write(check.json()))
                .setOrigin(ORIGIN_CONFIGURATION)
                .setContentHash(check.contentHash())
                .setUpdatedAt(now)
                .build();
    }

    private void awaitSeen(Map<String, Optional<CheckDefinition>> changes) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!changes.entrySet().stream()
                .allMatch(change -> view.get(change.getKey()).equals(change.getValue()))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The checks written to " + topic.name() + " did not come back");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }

    /** Is called after every change, by the thread that reads. */
    public void onChange(Runnable listener) {
        view.onChange((id, definition) -> listener.run());
    }

    /** The valid checks, in the order they are listed. One that is not valid any more is left out and logged. */
    public List<Check> checks() {
        return view.all().values().stream()
                .sorted(Comparator.comparing(CheckDefinition::getPosition).thenComparing(CheckDefinition::getId))
                .flatMap(definition -> read(definition).stream())
                .toList();
    }

    private Optional<Check> read(CheckDefinition definition) {
        CheckReader.Read read = reader.read(definition.getId(), Json.parse(definition.getDefinition()));
        read.errors().forEach(error -> LOG.error("A stored check is left out: {}", error));
        return read.checks().stream().findFirst();
    }

    /** Ready where all that was there at the start is read. */
    public Readiness readiness() {
        return view.readiness();
    }

    @Override
    public void close() {
        view.close();
    }
}
