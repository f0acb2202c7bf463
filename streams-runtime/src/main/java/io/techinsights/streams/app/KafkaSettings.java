package io.techinsights.streams.app;

import io.techinsights.streams.config.Section;
import io.techinsights.streams.error.DeadLetters;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How to reach Kafka and the schema registry, and how topics are made.
 *
 * @param prefix of every topic, consumer group and transactional id
 * @param partitions of every partitioned topic: the limit to which a role scales
 * @param dataDir where state lives
 * @param instanceId the name that consumer groups know this process by, where it has one
 * @param state how stores are kept
 * @param properties given to every Kafka client as they are
 */
public record KafkaSettings(
        String bootstrapServers,
        URI schemaRegistry,
        String prefix,
        int partitions,
        short replicationFactor,
        Path dataDir,
        Optional<String> instanceId,
        StateSettings state,
        Map<String, String> properties) {

    /** Four times as much as Kafka's own, which at full speed is a request to the broker each time. */
    private static final int BATCH_BYTES = 64 * 1024;

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /**
     * Reads {@code techInsights.kafka}.
     *
     * @param bootstrapServers where the configuration names none
     * @param schemaRegistry where the configuration names none
     */
    public static KafkaSettings of(Section kafka, String bootstrapServers, String schemaRegistry, Path dataDir) {
        var settings = new KafkaSettings(
                kafka.text("bootstrapServers", bootstrapServers),
                kafka.parse("schemaRegistry", value -> registry(value.asText())).orElse(registry(schemaRegistry)),
                kafka.text("prefix", "tech-insights."),
                kafka.integer("partitions", 4, 1, 1000),
                (short) kafka.integer("replicationFactor", 1, 1, 15),
                dataDir,
                Optional.empty(),
                StateSettings.of(kafka),
                kafka.properties("properties"));
        kafka.done();
        return settings;
    }

    /** The same, with a broker and a registry of the process's own. */
    public KafkaSettings at(String brokers, URI registry) {
        return new KafkaSettings(
                brokers, registry, prefix, partitions, replicationFactor, dataDir, instanceId, state, properties);
    }

    /** The same, for a process that its consumer groups know by name. */
    public KafkaSettings named(Optional<String> name) {
        return new KafkaSettings(
                bootstrapServers,
                schemaRegistry,
                prefix,
                partitions,
                replicationFactor,
                dataDir,
                name,
                state,
                properties);
    }

    private static URI registry(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("is '" + text + "', expected a URL such as http://localhost:8081");
        }
        return uri;
    }

    /** For an admin client. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(properties);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return client;
    }

    /** For a producer that loses nothing and writes nothing twice. */
    public Map<String, Object> producer() {
        Map<String, Object> producer = client();
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.MAX_BYTES);
        producer.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return producer;
    }

    /** For a consumer that sees what was committed, from the beginning. */
    public Map<String, Object> consumer() {
        Map<String, Object> consumer = client();
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return consumer;
    }

    /**
     * For a Kafka Streams app, exactly once.
     *
     * @param role names the app, its consumer group and its internal topics
     * @param address where this process answers, for other instances to ask
     */
    public Properties streams(String role, URI address) {
        var streams = new Properties();
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        streams.put(StreamsConfig.POLL_MS_CONFIG, 10);
        streams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        streams.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), DeadLetters.MAX_BYTES);
        streams.put(StreamsConfig.topicPrefix("max.message.bytes"), Integer.toString(DeadLetters.MAX_BYTES));
        streams.put(StreamsConfig.topicPrefix("segment.bytes"), Integer.toString(1024 * 1024));
        streams.put(StreamsConfig.topicPrefix("min.cleanable.dirty.ratio"), "0.2");
        streams.put(StreamsConfig.topicPrefix("max.compaction.lag.ms"), Integer.toString(24 * 60 * 60 * 1000));
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        streams.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, state.standbyReplicas());
        restore(streams);
        streams.putAll(client());
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + role);
        streams.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.getHost() + ":" + address.getPort());
        streams.put(StreamsService.LEAVE_GROUP, state.leaveOnStop());
        streams.put(SharedRocksMemory.MEMORY_BYTES, state.memoryBytes());
        streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) replicationFactor);
        streams.put(StreamsConfig.STATE_DIR_CONFIG, dataDir.resolve("state").toString());
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        instanceId.ifPresent(
                name -> streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        return streams;
    }

    /**
     * Many changes at a time, which a store sorts. And a fetch does not wait long for changes that are not there yet: a broker
     * answers one request of a connection after the other, and what a partition that is added asks for comes behind it.
     */
    private static void restore(Properties streams) {
        streams.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
        streams.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
    }
}
