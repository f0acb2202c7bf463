package io.techinsights.schemas.topic;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.FactSchemaAnnouncement;
import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.PatientRegistry;
import io.techinsights.schemas.registry.RecordSerde;
import io.techinsights.schemas.registry.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Every topic of the pipeline, declared once. */
public final class Topics {
    /** The fact topic of a retriever that names none. */
    public static final String DEFAULT_FACT_TOPIC = "facts";

    /** The segment that is written to is never compacted: a small one, left after a day, keeps little back. */
    private static final Map<String, String> COMPACT =
            Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", millis(1), "segment.bytes", "67108864");

    private static final Duration REGISTRY_BACK_WITHIN = Duration.ofMinutes(1);
    private static final Map<String, String> FOUR_WEEKS = retention(28);

    /** What is made of a record, and the record as a dead letter, is larger than the record was, and has to fit too. */
    private static final Map<String, String> LARGE = Map.of("max.message.bytes", "33554432");

    private final String prefix;
    private final SchemaRegistry registry;
    private final List<Topic<String, GenericRecord>> factTopics;

    /**
     * @param prefix of every name, {@code tech-insights.} say
     * @param factTopics names without the prefix; {@value #DEFAULT_FACT_TOPIC} is there in any case
     */
    public Topics(String prefix, SchemaRegistry registry, List<String> factTopics) {
        this.prefix = prefix;
        this.registry = registry;
        List<String> names = new ArrayList<>(factTopics);
        if (!names.contains(DEFAULT_FACT_TOPIC)) {
            names.add(0, DEFAULT_FACT_TOPIC);
        }
        this.factTopics = names.stream().map(this::factTopic).toList();
    }

    /** The same, whose records wait where the registry is away: for threads that can do nothing else meanwhile. */
    public Topics patient() {
        return new Topics(
                prefix,
                new PatientRegistry(registry, REGISTRY_BACK_WITHIN),
                factTopics.stream()
                        .map(topic -> topic.name().substring(prefix.length()))
                        .toList());
    }

    private static Map<String, String> retention(int days) {
        return Map.of("cleanup.policy", "delete", "retention.ms", millis(days));
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static String millis(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private Topic<String, GenericRecord> factTopic(String name) {
        return new Topic<>(
                prefix + name, TopicDocs.FACT_ROWS, Serdes.String(), new FactRecordSerde(registry), FOUR_WEEKS);
    }

    private <K, V extends SpecificRecord> Topic<K, V> typed(
            String name, TopicDoc doc, Serde<K> key, Class<V> value, Map<String, String> config) {
        return new Topic<>(prefix + name, doc, key, new RecordSerde<>(registry, value), config);
    }

    /** The declared fact topics, keyed by entity reference: each value is its retriever's own record. */
    public List<Topic<String, GenericRecord>> facts() {
        return factTopics;
    }

    /**
     * The declared fact topic of this name (without the prefix).
     *
     * @throws IllegalArgumentException naming those there are
     */
    public Topic<String, GenericRecord> facts(String name) {
        return factTopics.stream()
                .filter(topic -> topic.name().equals(prefix + name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Fact topic '" + name + "' is not declared: expected one of "
                                + factTopics.stream()
                                        .map(topic -> topic.name().substring(prefix.length()))
                                        .toList()));
    }

    /** The catalog, by entity reference; a tombstone when an entity leaves it. */
    public Topic<String, CatalogEntity> entities() {
        return typed("entities", TopicDocs.ENTITIES, Serdes.String(), CatalogEntity.class, COMPACT);
    }

    /** What retrievers announce of their facts, by retriever id. */
    public Topic<String, FactSchemaAnnouncement> factSchemas() {
        return typed("fact-schemas", TopicDocs.FACT_SCHEMAS, Serdes.String(), FactSchemaAnnouncement.class, COMPACT);
    }

    /** The newest row of each entity and retriever; a tombstone when it expires. */
    public Topic<EntityKey, GenericRecord> latestFacts() {
        return new Topic<>(
                prefix + "latest-facts",
                TopicDocs.LATEST_FACTS,
                EntityKey.serde(),
                new FactRecordSerde(registry),
                with(COMPACT, LARGE));
    }

    /** The checks, by check id. */
    public Topic<String, CheckDefinition> checkDefinitions() {
        return typed("check-definitions", TopicDocs.CHECK_DEFINITIONS, Serdes.String(), CheckDefinition.class, COMPACT);
    }

    /** Every definition that a check ever had, and every time it was taken away, by check id and version. */
    public Topic<String, CheckDefinition> checkHistory() {
        return typed("check-history", TopicDocs.CHECK_HISTORY, Serdes.String(), CheckDefinition.class, COMPACT);
    }

    /** The result of each entity and check. */
    public Topic<EntityKey, CheckResult> checkResults() {
        return typed(
                "check-results", TopicDocs.CHECK_RESULTS, EntityKey.serde(), CheckResult.class, with(COMPACT, LARGE));
    }

    /** The results whose status or value changed, by entity reference. */
    public Topic<String, CheckResult> checkTransitions() {
        return typed(
                "check-transitions",
                TopicDocs.CHECK_TRANSITIONS,
                Serdes.String(),
                CheckResult.class,
                with(FOUR_WEEKS, LARGE));
    }

    /** What owners of retrievers are asked to do, by retriever id. */
    public Topic<String, RetrieverCommand> retrieverCommands() {
        return typed(
                "retriever-commands",
                TopicDocs.RETRIEVER_COMMANDS,
                Serdes.String(),
                RetrieverCommand.class,
                retention(1));
    }

    /** What the latest run of each retriever did, by retriever id, and the runs before it: {@link RunKeys}. */
    public Topic<String, RetrieverRun> retrieverRuns() {
        return typed("retriever-runs", TopicDocs.RETRIEVER_RUNS, Serdes.String(), RetrieverRun.class, COMPACT);
    }

    /** Records that a role could not take, byte for byte as they came. */
    public Topic<byte[], byte[]> deadLetters(String role) {
        return new Topic<>(
                prefix + "dead-letters." + role,
                TopicDocs.deadLetters(role),
                Serdes.ByteArray(),
                Serdes.ByteArray(),
                with(FOUR_WEEKS, LARGE));
    }

    /** The registry of what they carry. */
    public SchemaRegistry registry() {
        return registry;
    }

    /** All of them, to be provisioned. */
    public List<Topic<?, ?>> all() {
        List<Topic<?, ?>> all = new ArrayList<>(factTopics);
        all.addAll(List.of(
                entities(),
                factSchemas(),
                latestFacts(),
                checkDefinitions(),
                checkHistory(),
                checkResults(),
                checkTransitions(),
                retrieverCommands(),
                retrieverRuns(),
                deadLetters("retrievers"),
                deadLetters("facts"),
                deadLetters("checks")));
        return all;
    }

    /** The key of an entity. */
    public static String key(EntityRef entity) {
        return entity.toString();
    }
}
