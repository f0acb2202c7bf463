package io.techinsights.retriever;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.KeyPartition;
import io.techinsights.schemas.topic.RecordRules;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.query.GroupProgress;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.CompactedView;
import io.techinsights.streams.topics.DiskEntries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the role keeps of topics that are read whole. */
final class RetrieverViews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieverViews.class);
    /** Longer than a transaction may be open. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final KafkaSettings kafka;
    private final GroupProgress progress;
    private final CompactedView.BadRecords badRecords;
    private final String runsTopic;
    private final CompactedView<String, CatalogEntity> entities;
    private final CompactedView<String, FactSchemaAnnouncement> announcements;
    private final CompactedView<String, RetrieverRun> runs;
    private final CompactedView<String, CheckDefinition> checks;

    RetrieverViews(Topics topics, KafkaSettings kafka, GroupProgress progress, CompactedView.BadRecords badRecords) {
        this.kafka = kafka;
        this.progress = progress;
        this.badRecords = badRecords;
        this.runsTopic = topics.retrieverRuns().name();
        this.entities = entities(topics.entities());
        this.announcements = view(topics.factSchemas()).requiring(RecordRules::announcement);
        this.runs = view(topics.retrieverRuns()).requiring(RecordRules::run);
        this.checks = checks(topics.checkDefinitions());
    }

    private <V> CompactedView<String, V> view(Topic<String, V> topic) {
        return view(topic, badRecords);
    }

    private <V> CompactedView<String, V> view(Topic<String, V> topic, CompactedView.BadRecords badRecords) {
        return new CompactedView<>(
                topic.name(),
                topic.key().deserializer(),
                topic.value().deserializer(),
                kafka.consumer(),
                badRecords,
                RegistryException.Unavailable.class);
    }

    private CompactedView<String, CatalogEntity> entities(Topic<String, CatalogEntity> topic) {
        var values = topic.value().deserializer();
        var place = new DiskEntries<>(
                kafka.dataDir().resolve("views").resolve("entities"), bytes -> values.deserialize(topic.name(), bytes));
        return view(topic).requiring(RecordRules::entity).keptIn(place);
    }

    /** The role of checks, whose topic it is, files what cannot be read. */
    private CompactedView<String, CheckDefinition> checks(Topic<String, CheckDefinition> topic) {
        return view(topic, (bad, error) -> LOG.debug("{}@{} is no check definition", bad.topic(), bad.offset(), error))
                .requiring(RecordRules::definition);
    }

    /** The catalog: on disk, since it may be large. */
    CompactedView<String, CatalogEntity> entities() {
        return entities;
    }

    CompactedView<String, FactSchemaAnnouncement> announcements() {
        return announcements;
    }

    CompactedView<String, RetrieverRun> runs() {
        return runs;
    }

    CompactedView<String, CheckDefinition> checks() {
        return checks;
    }

    List<CompactedView<?, ?>> all() {
        return List.of(entities, announcements, runs, checks);
    }

    /** Reads all that was written of a retriever until now. */
    void readRuns(String retrieverId) {
        var partition = new TopicPartition(runsTopic, KeyPartition.of(retrieverId, kafka.partitions()));
        Map<TopicPartition, Long> ends =
                progress.ends(List.of(partition), PATIENCE).ends();
        try {
            runs.read(ends).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnavailableException("the runs that were recorded cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the recorded runs were read");
        }
    }

    /** What is announced, by retriever id; a forgotten one announces nothing. */
    Map<String, FactSchema> announced() {
        return announcements.all().entrySet().stream()
                .map(entry -> FactSchema.of(entry.getValue()))
                .filter(schema -> !schema.isForgotten())
                .collect(Collectors.toMap(FactSchema::retrieverId, schema -> schema));
    }

    void start() {
        all().forEach(CompactedView::start);
    }

    @Override
    public void close() {
        all().forEach(CompactedView::close);
    }
}
