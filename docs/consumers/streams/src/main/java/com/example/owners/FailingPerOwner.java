package com.example.owners;

import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;

/** Keeps the number of failing checks of each owner in a compacted topic, until it gets SIGTERM. */
public final class FailingPerOwner {
    private FailingPerOwner() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        String output = setting("OUTPUT", "failing-checks-per-owner");
        var registry = new SchemaRegistryClient(URI.create(setting("SCHEMA_REGISTRY", "http://127.0.0.1:8081")));
        // Patient: it waits up to a minute where the registry is away.
        var topics = new Topics(setting("TOPIC_PREFIX", "tech-insights."), registry, List.of()).patient();
        var config = config();
        create(output, config);
        var topology = new FailingTopology(topics, output).build(new TopologyConfig(new StreamsConfig(config)));
        var ended = new CountDownLatch(1);
        try (var streams = new KafkaStreams(topology, config)) {
            streams.setStateListener((now, before) -> {
                if (now.hasCompletedShutdown()) {
                    ended.countDown();
                }
            });
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP))));
            streams.start();
            ended.await();
            if (streams.state() == KafkaStreams.State.ERROR) {
                throw new IllegalStateException("The app ended by an error: see its log");
            }
        }
    }

    private static Properties config() {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, setting("GROUP", "failing-per-owner"));
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, setting("KAFKA", "127.0.0.1:9092"));
        config.put(StreamsConfig.STATE_DIR_CONFIG, setting("STATE_DIR", "target/state"));
        // With it consumers read what is committed only.
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PassOverBadRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        config.put("auto.offset.reset", "earliest");
        return config;
    }

    private static void create(String output, Properties config) throws InterruptedException, ExecutionException {
        var topic =
                new NewTopic(output, Optional.empty(), Optional.empty()).configs(Map.of("cleanup.policy", "compact"));
        try (var admin = Admin.create(config)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
