package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.Sweeps;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A task of the checker without a broker: facts and entities go in, results come out, and its state survives a restart. */
final class CheckerTask implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    static final EntityRef OTHER = EntityRef.parse("component:default/other");

    private final CheckerTypes types = CheckerTypes.onClassPath();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Topics topics = new Topics("", registry, List.of());
    private final Path stateDirectory;
    final Sweeps sweeps = new Sweeps();
    private FactSchema schema = schema(null, "hasTitle");
    private CheckSet checks;
    private TopologyTestDriver driver;
    private TestInputTopic<EntityKey, GenericRecord> facts;
    private TestInputTopic<String, CatalogEntity> entities;
    TestOutputTopic<EntityKey, CheckResult> results;
    TestOutputTopic<String, CheckResult> transitions;
    private Instant now = START;
    private long departure = -1;

    CheckerTask(List<Check> checks) {
        try {
            stateDirectory = Files.createTempDirectory("checker-task");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.checks = CheckSet.of(checks, types);
        start();
    }

    /** The facts that retriever {@code meta} announces, all booleans. */
    static FactSchema schema(@Nullable Duration cadence, String... names) {
        return new FactSchema(
                "meta",
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                cadence,
                "facts",
                FactSchema.ORIGIN_PUSH,
                Stream.of(names)
                        .collect(java.util.stream.Collectors.toMap(
                                name -> name, name -> FactDefinition.of(FactType.BOOLEAN, "Is so"))));
    }

    /** One check that reads a fact of {@code meta}; further keys end with a comma. */
    static List<Check> check(String id, String fact, String more) {
        return read("""
                {"%s": {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["meta"], %s
                 "rule": {"conditions": {"all": [{"fact": "%s", "operator": "equal", "value": true}]}}}}
                """.formatted(id, more, fact));
    }

    /** Checks as a configuration writes them. */
    static List<Check> read(String json) {
        CheckReader.Read read = new CheckReader(CheckerTypes.onClassPath()).readAll(Json.parse(json));
        assertThat(read.errors()).isEmpty();
        return read.checks();
    }

    Topology topology() {
        var judge = new Judge(id -> id.equals("meta") ? Optional.of(schema) : Optional.empty());
        return new CheckerTopology(topics, () -> checks, judge, sweeps).build();
    }

    private void start() {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(topology(), config, now);
        var latest = topics.latestFacts();
        facts = driver.createInputTopic(
                latest.name(), latest.key().serializer(), latest.value().serializer());
        var catalog = topics.entities();
        entities = driver.createInputTopic(
                catalog.name(), catalog.key().serializer(), catalog.value().serializer());
        var judged = topics.checkResults();
        results = driver.createOutputTopic(
                judged.name(), judged.key().deserializer(), judged.value().deserializer());
        var changed = topics.checkTransitions();
        transitions = driver.createOutputTopic(
                changed.name(), changed.key().deserializer(), changed.value().deserializer());
    }

    /** Lets this much time pass. */
    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Whether results wait for their first sweep. */
    int waiting() {
        return sweeps.waiting();
    }

    void observe(boolean hasTitle) {
        observe(PETSTORE, hasTitle, now);
    }

    void observe(EntityRef entity, boolean hasTitle, Instant at) {
        JsonNode value = Json.parse(Boolean.toString(hasTitle));
        var row = new FactRow("meta", "1.0.0", entity, at, null, Map.of("hasTitle", value));
        var headers = new RecordHeaders();
        headers.add("fact.topic", "facts".getBytes(StandardCharsets.UTF_8));
        headers.add("fact.partition", "0".getBytes(StandardCharsets.UTF_8));
        headers.add("fact.offset", "42".getBytes(StandardCharsets.UTF_8));
        departure(headers);
        facts.pipeInput(new TestRecord<>(
                new EntityKey(entity, "meta"),
                FactRecords.toRecord(FactRecords.schemaOf(schema(null, "hasTitle")), row),
                headers,
                now));
    }

    /** The newest row outlived its time to live. */
    void expire() {
        facts.pipeInput(new EntityKey(PETSTORE, "meta"), null);
    }

    /** The facts role purged the rows of an entity that left, or deleted those of a retriever that is no more. */
    void tombstone(String why) {
        var headers = new RecordHeaders();
        headers.add("fact.tombstone", why.getBytes(StandardCharsets.UTF_8));
        departure(headers);
        facts.pipeInput(new TestRecord<>(new EntityKey(PETSTORE, "meta"), null, headers, now));
    }

    /** The facts role has read up to this tombstone of the catalog. */
    void factsRoleReads(long tombstone) {
        departure = tombstone;
    }

    private void departure(RecordHeaders headers) {
        if (departure >= 0) {
            headers.add("catalog.departure", Long.toString(departure).getBytes(StandardCharsets.UTF_8));
        }
    }

    void describe(String lifecycle) {
        entities.pipeInput(
                PETSTORE.toString(),
                Entity.of(Json.parse(
                                "{\"apiVersion\":\"a/v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"petstore\"},"
                                        + "\"spec\":{\"lifecycle\":\"" + lifecycle + "\"}}"))
                        .toAvro());
    }

    void leaveTheCatalog() {
        entities.pipeInput(PETSTORE.toString(), null);
    }

    /** Other checks from now on, and time for a few steps of the sweep. */
    void become(List<Check> now) {
        replace(now);
        pass(Duration.ofSeconds(1));
    }

    /** Other checks from now on. */
    void replace(List<Check> now) {
        CheckSet before = checks;
        checks = CheckSet.of(now, types);
        before.close();
    }

    /** What {@code meta} announces from now on. */
    void announce(FactSchema now) {
        schema = now;
        replace(List.copyOf(checks.checks()));
    }

    /** Stops and starts again on the state there is. */
    void restart() {
        Map<String, List<KeyValue<Object, Object>>> state = new HashMap<>();
        driver.getAllStateStores().keySet().forEach(name -> state.put(name, content(name)));
        driver.close();
        start();
        state.forEach((name, content) -> driver.getKeyValueStore(name).putAll(content));
    }

    /** How many rows a store has. */
    int count(String store) {
        return content(store).size();
    }

    private List<KeyValue<Object, Object>> content(String store) {
        try (KeyValueIterator<Object, Object> all =
                driver.getKeyValueStore(store).all()) {
            List<KeyValue<Object, Object>> content = new ArrayList<>();
            all.forEachRemaining(content::add);
            return content;
        }
    }

    @Override
    public void close() {
        driver.close();
        checks.close();
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
