package io.techinsights.retriever.publish;

import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.Oblivion;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.AcknowledgedWriter;
import io.techinsights.streams.topics.CompactedView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Announces what retrievers emit: to the schema registry, and on the fact-schemas topic. */
public final class SchemaPublisher {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
    private final Topics topics;
    private final Function<String, Optional<FactSchemaAnnouncement>> announced;
    private final AcknowledgedWriter writer;
    private final Object changes = new Object();

    public SchemaPublisher(
            Topics topics, CompactedView<String, FactSchemaAnnouncement> announced, AcknowledgedWriter writer) {
        this(topics, id -> read(announced, id), writer);
        announced.onChange((id, announcement) -> changed());
    }

    /** What was not read to its end does not know what is not announced. */
    private static Optional<FactSchemaAnnouncement> read(
            CompactedView<String, FactSchemaAnnouncement> announced, String id) {
        if (announced.readiness() instanceof Readiness.NotReady notReady) {
            throw new UnavailableException(notReady.reason());
        }
        return announced.get(id);
    }

    /**
     * @param announced what the topic shows at this time, by retriever id
     */
    public SchemaPublisher(
            Topics topics, Function<String, Optional<FactSchemaAnnouncement>> announced, AcknowledgedWriter writer) {
        this.topics = topics;
        this.announced = announced;
        this.writer = writer;
    }

    private void changed() {
        synchronized (changes) {
            changes.notifyAll();
        }
    }

    /** What is announced of this retriever; nothing where it is forgotten. */
    public Optional<FactSchema> current(String retrieverId) {
        return last(retrieverId).filter(schema -> !schema.isForgotten());
    }

    private Optional<FactSchema> last(String retrieverId) {
        return announced.apply(retrieverId).map(FactSchema::of);
    }

    /**
     * Registers the record of the facts wherever they go, or nowhere where one subject forbids it; registering it again does
     * nothing.
     *
     * @throws io.techinsights.schemas.registry.RegistryException where the registry refuses, or is away
     * @throws IllegalArgumentException where the topic is not declared
     */
    public void register(FactSchema schema) {
        Schema record = FactRecords.schemaOf(schema);
        List<String> subjects = Stream.of(
                        topics.facts(schema.topic()).name(),
                        topics.latestFacts().name())
                .map(topic -> FactRecordSerde.subject(topic, record))
                .toList();
        subjects.forEach(subject -> topics.registry().requireCompatible(subject, record));
        subjects.forEach(subject -> topics.registry().register(subject, record));
    }

    /**
     * Writes the announcement, unless it is what was announced last, and returns when readers of the topic see it. Where
     * the retriever was ever forgotten, the announcement goes on saying when: the one that said so first is compacted away.
     *
     * @throws UnavailableException where Kafka did not take it, or does not show it
     */
    public void announce(FactSchema schema) {
        Oblivion known = last(schema.retrieverId()).map(FactSchema::oblivion).orElseGet(Oblivion.Never::new);
        FactSchemaAnnouncement announcement =
                schema.with(schema.oblivion().after(known)).toAvro();
        if (isVisible(announcement)) {
            return;
        }
        writer.write(List.of(topics.factSchemas().record(schema.retrieverId(), announcement)));
        awaitVisible(announcement);
    }

    private boolean isVisible(FactSchemaAnnouncement announcement) {
        return announced
                .apply(announcement.getRetrieverId())
                .filter(announcement::equals)
                .isPresent();
    }

    private void awaitVisible(FactSchemaAnnouncement announcement) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        synchronized (changes) {
            while (!isVisible(announcement)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new UnavailableException("the schema of " + announcement.getRetrieverId()
                            + " was written, but cannot be read back yet");
                }
                try {
                    changes.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new UnavailableException("interrupted while waiting for a schema to be read back");
                }
            }
        }
    }
}
