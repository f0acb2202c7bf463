package io.techinsights.factstore;

import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.ingest.Admission;
import io.techinsights.factstore.ingest.ArrivalTime;
import io.techinsights.factstore.lifecycle.RetentionSteps;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** What happens to a fact: it is admitted, kept, and passed on where it is the newest; it leaves with its entity. */
public final class FactStoreTopology {
    private static final String FACTS = "facts";
    private static final String ADMISSION = "admission";
    private static final String RETENTION = "retention";
    private static final String ENTITIES = "entities";
    private static final String PURGE = "entity-purge";
    private static final String LATEST_FACTS = "latest-facts";
    private static final String DEAD_LETTERS = "dead-letters";

    private final Topics topics;
    private final FactSchemas schemas;
    private final FactStoreSettings settings;
    private final FactCounters counters;
    private final int partitions;
    private final LongSupplier nanos;

    /**
     * @param partitions of every partitioned topic
     */
    public FactStoreTopology(
            Topics topics, FactSchemas schemas, FactStoreSettings settings, FactCounters counters, int partitions) {
        this(topics, schemas, settings, counters, partitions, System::nanoTime);
    }

    /**
     * @param nanos as {@link System#nanoTime} has them: what the clock on the wall is held against
     */
    FactStoreTopology(
            Topics topics,
            FactSchemas schemas,
            FactStoreSettings settings,
            FactCounters counters,
            int partitions,
            LongSupplier nanos) {
        this.nanos = nanos;
        this.topics = topics;
        this.schemas = schemas;
        this.settings = settings;
        this.counters = counters;
        this.partitions = partitions;
    }

    /**
     * Configures an app that runs it, where nothing else was said: it waits for no topic, since the news that an entity left may come at any time
     * (decision 15), and Kafka Streams 4.3.1 is slow at waiting for one that is empty.
     */
    public static Properties configured(Properties app) {
        app.putIfAbsent(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        return app;
    }

    /** Builds it. */
    public Topology build() {
        var topology = new Topology();
        var steps = new RetentionSteps(schemas, new RowReader(topics.latestFacts()), counters, nanos);
        source(topology, FACTS, topics.facts().stream().map(Topic::name).toArray(String[]::new));
        source(topology, ENTITIES, topics.entities().name());
        topology.addProcessor(
                ADMISSION, new Admission(topics, schemas, partitions).step(counters, RETENTION, DEAD_LETTERS), FACTS);
        topology.addProcessor(RETENTION, steps.keep(settings.sweepInterval(), settings.sweepBatch()), ADMISSION);
        topology.addProcessor(PURGE, steps.purge(), ENTITIES);
        sinkLatestFacts(topology);
        topology.addSink(
                DEAD_LETTERS,
                topics.deadLetters("facts").name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                ADMISSION);
        return topology;
    }

    private static void source(Topology topology, String name, String... from) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new ArrivalTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                from);
    }

    private void sinkLatestFacts(Topology topology) {
        StreamPartitioner<EntityKey, Bytes> byEntity = (topic, key, value, numPartitions) ->
                Optional.of(Set.of(EntityKey.partition(key.entity(), numPartitions)));
        topology.addSink(
                LATEST_FACTS,
                topics.latestFacts().name(),
                topics.latestFacts().key().serializer(),
                new BytesSerializer(),
                byEntity,
                RETENTION,
                PURGE);
    }
}
