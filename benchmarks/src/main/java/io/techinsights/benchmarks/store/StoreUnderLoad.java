package io.techinsights.benchmarks.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.techinsights.factstore.FactStoreSettings;
import io.techinsights.factstore.FactStoreTopology;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.StreamsService;
import io.techinsights.streams.topics.TopicProvisioner;
import io.techinsights.streams.topics.TopicSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/**
 * A fact store on topics of its own. Its load is produced while the app stands still, so that what is timed is the app
 * alone; what it holds outlives a stop of the app.
 */
public final class StoreUnderLoad implements AutoCloseable {
    private static final URI NOBODY_ASKS = URI.create("http://127.0.0.1:1");
    private static final String ROLE = "facts";

    private final KafkaSettings kafka;
    private final Topics topics;
    private final WatchedSweep sweep = new WatchedSweep();
    private final Producer<String, byte[]> producer;
    private final Admin admin;
    private final GroupProgress progress;

    /**
     * Provisions it.
     *
     * @param prefix of all its topics; no other store of the broker has it
     */
    public StoreUnderLoad(StoreBroker broker, String prefix) {
        this(broker.kafka(prefix));
    }

    /**
     * The same, with so many partitions of each topic.
     */
    public StoreUnderLoad(StoreBroker broker, String prefix, int partitions) {
        this(broker.kafka(prefix, partitions));
    }

    private StoreUnderLoad(KafkaSettings kafka) {
        this.kafka = kafka;
        topics = new Topics(kafka.prefix(), new InMemorySchemaRegistry(), List.of());
        new TopicProvisioner(kafka.client()).provision(specs());
        producer = new KafkaProducer<>(kafka.producer(), new StringSerializer(), new ByteArraySerializer());
        admin = Admin.create(kafka.client());
        progress = new GroupProgress(
                admin, appId(), topics.facts(Topics.DEFAULT_FACT_TOPIC).name(), kafka.partitions());
    }

    private List<TopicSpec> specs() {
        Stream<Topic<?, ?>> used = Stream.concat(
                topics.facts().stream(),
                Stream.of(topics.entities(), topics.latestFacts(), topics.deadLetters("facts")));
        return used.map(topic ->
                        new TopicSpec(topic.name(), kafka.partitions(), kafka.replicationFactor(), topic.config()))
                .toList();
    }

    /** The consumer group, and what internal topics and the state's folder begin with. */
    String appId() {
        return kafka.prefix() + ROLE;
    }

    KafkaSettings kafka() {
        return kafka;
    }

    Topics topics() {
        return topics;
    }

    Admin admin() {
        return admin;
    }

    WatchedSweep sweep() {
        return sweep;
    }

    /** Where further facts go while the app runs. */
    Producer<String, byte[]> producer() {
        return producer;
    }

    /** Announces a load, and reports runs of it. */
    public void report(FactLoad load, int entities, int fromRun, int runs) {
        sweep.announce(load.schema());
        load.report(producer, topics, entities, fromRun, runs);
    }

    /** Where the app keeps its state. */
    Path state() {
        return kafka.dataDir().resolve("state").resolve(appId());
    }

    /** The app, to be started. */
    StreamsService app() {
        var topology = new FactStoreTopology(
                        topics, sweep, FactStoreSettings.defaults(), sweep.counters(), kafka.partitions())
                .build();
        Properties config = FactStoreTopology.configured(configuration(ROLE));
        return new StreamsService(ROLE, topology, config, new SimpleMeterRegistry());
    }

    /** What an app on this broker and this prefix is configured with, in production too. */
    Properties configuration(String role) {
        return kafka.streams(role, NOBODY_ASKS);
    }

    /** Starts the app. */
    StreamsService start() {
        StreamsService app = app();
        app.start();
        return app;
    }

    /** Runs the app until all that was reported is committed. */
    public Pace run() throws Exception {
        try (StreamsService app = start()) {
            return awaitCommitted(app::streams);
        }
    }

    /** Waits until all that was reported is committed; how fast, from the first commit that is seen on. */
    Pace awaitCommitted(Supplier<KafkaStreams> app) throws Exception {
        Pace pace = progress.awaitEnd(() -> app.get().state() != KafkaStreams.State.ERROR);
        if (sweep.refused() > 0) {
            throw new IllegalStateException(sweep.refused() + " facts were refused");
        }
        return pace;
    }

    /** Rows that history holds, counted one by one. */
    long rows(KafkaStreams app) {
        var store = app.store(StoreQueryParameters.fromNameAndType(
                LatestFacts.STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore()));
        long rows = 0;
        try (var all = store.all()) {
            while (all.hasNext()) {
                rows += LatestFacts.isLedger(all.next().key) ? 0 : 1;
            }
        }
        return rows;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
