package io.techinsights.factstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.query.FactQueries;
import io.techinsights.factstore.query.FactStores;
import io.techinsights.factstore.schema.AnnouncedSchemas;
import io.techinsights.factstore.schema.Forgetting;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.fact.Oblivion;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.schemas.topic.PushKey;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.query.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without Kafka, at a time that only the test moves. */
public final class FactStoreDriver implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    public static final Duration SWEEP = Duration.ofSeconds(10);

    public final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    public final Topics topics = new Topics("", registry, List.of("facts", "slow-facts"));
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public AnnouncedSchemas schemas = new AnnouncedSchemas();
    public FactQueries queries;
    public Forgetting forgetting;
    public TestOutputTopic<EntityKey, GenericRecord> latestFacts;
    public TestOutputTopic<byte[], byte[]> deadLetters;

    /** The fact-schemas topic, compacted. */
    private final Map<String, FactSchema> announced = new HashMap<>();

    private final Path state;
    private final int sweepBatch;
    private final int partitions;
    private TopologyTestDriver driver;
    private Instant now = START;
    private Instant started = START;
    private int starts;

    public FactStoreDriver() {
        this(1000, 1);
    }

    public FactStoreDriver(int sweepBatch, int partitions) {
        this.sweepBatch = sweepBatch;
        this.partitions = partitions;
        try {
            state = Files.createTempDirectory("facts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private void start() {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "facts");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        config.put(
                StreamsConfig.STATE_DIR_CONFIG,
                state.resolve("start-" + starts++).toString());
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, InMemoryRocks.class);
        var topology = new FactStoreTopology(
                        topics,
                        schemas,
                        new FactStoreSettings(SWEEP, sweepBatch),
                        FactCounters.of(meters),
                        partitions,
                        () -> TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()))
                .build();
        driver = new TopologyTestDriver(topology, config, now);
        started = now;
        latestFacts = driver.createOutputTopic(
                topics.latestFacts().name(),
                topics.latestFacts().key().deserializer(),
                topics.latestFacts().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters("facts").name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        queries = new FactQueries(new DriverStores(), schemas, new RowReader(topics.latestFacts()), this::now);
        forgetting = new Forgetting(schemas, this::write, this::now);
    }

    /** Stops and starts again, on the state there is and on what the topics hold. */
    public void restart() {
        Map<String, List<KeyValue<Object, Object>>> content = new HashMap<>();
        driver.getAllStateStores().forEach((name, store) -> {
            if (store instanceof KeyValueStore) {
                content.put(name, content(name));
            }
        });
        driver.close();
        schemas = new AnnouncedSchemas();
        announced.forEach((id, schema) -> schemas.accept(id, Optional.of(schema)));
        start();
        content.forEach((name, entries) -> driver.getKeyValueStore(name).putAll(entries));
    }

    private List<KeyValue<Object, Object>> content(String store) {
        List<KeyValue<Object, Object>> content = new ArrayList<>();
        try (KeyValueIterator<Object, Object> all =
                driver.getKeyValueStore(store).all()) {
            all.forEachRemaining(content::add);
        }
        return content;
    }

    private final class DriverStores implements FactStores {
        @Override
        public <R, T> Answer<T> one(String store, String entity, Query<R> query, Function<R, Optional<T>> reader) {
            R result = ask(store, query);
            return (result == null ? Optional.<T>empty() : reader.apply(result))
                    .<Answer<T>>map(Answer.Found::new)
                    .orElseGet(Answer.Missing::new);
        }

        @Override
        public <R, T> Answer<List<T>> every(String store, Query<R> query, Function<R, T> reader) {
            return new Answer.Found<>(List.of(reader.apply(ask(store, query))));
        }

        private <R> R ask(String store, Query<R> query) {
            return driver.getKeyValueStore(store)
                    .query(query, PositionBound.unbounded(), new QueryConfig(false))
                    .getResult();
        }
    }

    public Instant now() {
        return now;
    }

    /** When the sweep last came by in its turn, if time moved in small steps. */
    public Instant lastSweep() {
        return started.plus(SWEEP.multipliedBy(Duration.between(started, now).dividedBy(SWEEP)));
    }

    public void advance(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    public void announce(String retriever, FactLifecycle lifecycle) {
        announce(schema(retriever, lifecycle));
    }

    /** Announces it as a publisher does, which says again when the retriever was forgotten. */
    public void announce(FactSchema schema) {
        Oblivion known = Optional.ofNullable(announced.get(schema.retrieverId()))
                .map(FactSchema::oblivion)
                .orElseGet(Oblivion.Never::new);
        write(schema.with(schema.oblivion().after(known)));
    }

    private void write(FactSchema schema) {
        announced.put(schema.retrieverId(), schema);
        schemas.accept(schema.retrieverId(), Optional.of(schema));
    }

    /** Takes an announcement away, by a tombstone. */
    public void withdraw(String retriever) {
        announced.remove(retriever);
        schemas.accept(retriever, Optional.empty());
    }

    public static FactSchema schema(String retriever, FactLifecycle lifecycle) {
        return new FactSchema(
                retriever,
                "1.0.0",
                null,
                null,
                null,
                lifecycle,
                null,
                "facts",
                FactSchema.ORIGIN_RETRIEVER,
                Map.of("revision", FactDefinition.of(FactType.INTEGER, "Revision")));
    }

    /** A row with one fact, {@code revision}. */
    public static FactRow row(String retriever, EntityRef entity, Instant observedAt, int revision) {
        return row(retriever, entity, observedAt, Map.of("revision", LongNode.valueOf(revision)));
    }

    public static FactRow row(String retriever, EntityRef entity, Instant observedAt, Map<String, JsonNode> facts) {
        return new FactRow(retriever, "1.0.0", entity, observedAt, "run", facts);
    }

    public void send(FactRow row) {
        send("facts", row, schema(row.retrieverId(), new FactLifecycle.Keep()));
    }

    /** As it is pushed under a key. */
    public void push(FactRow row, String key) {
        GenericRecord record =
                FactRecords.toRecord(FactRecords.schemaOf(schema(row.retrieverId(), new FactLifecycle.Keep())), row);
        byte[] entity = row.entity().toString().getBytes(StandardCharsets.UTF_8);
        var pushed = new TestRecord<>(entity, bytes("facts", record), PushKey.headers(Optional.of(key)), now);
        input("facts").pipeInput(pushed);
    }

    public void send(String topic, FactRow row, FactSchema schema) {
        GenericRecord record = FactRecords.toRecord(FactRecords.schemaOf(schema), row);
        send(topic, row.entity().toString(), bytes(topic, record));
    }

    public byte[] bytes(String topic, GenericRecord record) {
        return topics.facts(topic).value().serializer().serialize(topic, record);
    }

    public void send(String topic, @Nullable String key, byte @Nullable [] value) {
        input(topic).pipeInput(new TestRecord<>(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, now));
    }

    public TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The entity leaves the catalog. */
    public void purge(EntityRef entity) {
        send("entities", entity.toString(), null);
    }

    /** The entity leaves the catalog when the fact topics are written so far. */
    public void purge(EntityRef entity, FactEnds ends) {
        var headers = ends.addTo(new RecordHeaders());
        input("entities")
                .pipeInput(new TestRecord<>(entity.toString().getBytes(StandardCharsets.UTF_8), null, headers, now));
    }

    /** The keys of history, in its order. */
    public List<HistoryKey> rows() {
        List<HistoryKey> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = rowStore().all()) {
            entries.forEachRemaining(entry -> {
                if (!LatestFacts.isLedger(entry.key)) {
                    keys.add(HistoryKey.of(entry.key.get()));
                }
            });
        }
        return keys;
    }

    /** All ledgers. */
    public Map<EntityKey, Ledger> ledgers() {
        Map<EntityKey, Ledger> ledgers = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> entries = rowStore().all()) {
            entries.forEachRemaining(entry -> {
                if (LatestFacts.isLedger(entry.key)) {
                    ledgers.put(LatestFacts.ownerOf(entry.key), LatestFacts.read(entry.value));
                }
            });
        }
        return ledgers;
    }

    private KeyValueStore<Bytes, byte[]> rowStore() {
        return driver.getKeyValueStore(LatestFacts.STORE);
    }

    /** The keys of a store, in its order. */
    public <K> List<K> keys(String store, Class<K> type) {
        List<K> keys = new ArrayList<>();
        try (var entries = driver.getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> keys.add(type.cast(entry.key)));
        }
        return keys;
    }

    /** The places of the expiry queue. */
    public List<String> places() {
        return keys("expiry", Record.class).stream().map(Record::toString).toList();
    }

    public double count(String counter) {
        return meters.counter("tech.insights.facts." + counter).count();
    }

    @Override
    public void close() {
        driver.close();
        try (var files = Files.walk(state)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
