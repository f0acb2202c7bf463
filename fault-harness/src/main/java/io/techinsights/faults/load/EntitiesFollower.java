package io.techinsights.faults.load;

import io.techinsights.faults.cluster.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the topic of entities, to know when the catalog's changes have come to it, and to those who read it. */
final class EntitiesFollower implements AutoCloseable {
    private static final String TOPIC = Load.PREFIX + "entities";

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Cluster cluster;
    private final Thread thread;
    private volatile boolean closed;

    private record Seen(boolean there, TopicPartition partition, long offset) {}

    EntitiesFollower(Cluster cluster) {
        this.cluster = cluster;
        this.thread = new Thread(this::follow, "entities-follower");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        List<TopicPartition> partitions = IntStream.range(0, Load.PARTITIONS)
                .mapToObj(number -> new TopicPartition(TOPIC, number))
                .toList();
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    var at = new TopicPartition(record.topic(), record.partition());
                    seen.put(record.key(), new Seen(record.value() != null, at, record.offset()));
                }
            }
        }
    }

    /** Whether the topic says of all of these that they are there, or that none is. */
    boolean says(Collection<String> entities, boolean there) {
        return entities.stream().allMatch(entity -> {
            Seen latest = seen.get(entity);
            return latest != null && latest.there == there;
        });
    }

    /** Whether the groups of both roles committed what it says of these. */
    boolean isTakenIn(Collection<String> entities) {
        Map<TopicPartition, Long> ends = entities.stream()
                .map(seen::get)
                .collect(Collectors.toMap(Seen::partition, one -> one.offset() + 1, Math::max));
        return List.of("facts", "checks").stream().allMatch(role -> GroupReading.of(cluster, role, ends));
    }

    @Override
    public void close() {
        closed = true;
    }
}
