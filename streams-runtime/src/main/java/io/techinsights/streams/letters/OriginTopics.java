package io.techinsights.streams.letters;

import io.techinsights.streams.topics.BrokerConnection;
import io.techinsights.streams.topics.BrokerConnection.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that letters came from, as the broker has them. Each is asked for once. */
final class OriginTopics {
    private final BrokerConnection kafka;
    private final Map<String, Optional<Found>> found = new HashMap<>();

    /** A topic that is there. */
    record Found(int partitions, boolean compacted) {}

    OriginTopics(BrokerConnection kafka) {
        this.kafka = kafka;
    }

    /**
     * A topic; empty where it is not there.
     *
     * @throws IllegalStateException where the broker does not say
     */
    Optional<Found> find(String topic) {
        return found.computeIfAbsent(topic, this::look);
    }

    private Optional<Found> look(String topic) {
        try {
            var described =
                    kafka.get(kafka.admin().describeTopics(List.of(topic)).allTopicNames());
            int partitions = described.values().iterator().next().partitions().size();
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config =
                    kafka.get(kafka.admin().describeConfigs(List.of(resource)).all());
            String policy = config.values()
                    .iterator()
                    .next()
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value();
            return Optional.of(new Found(partitions, policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)));
        } catch (RefusedException e) {
            if (e.isOf(UnknownTopicOrPartitionException.class)) {
                return Optional.empty();
            }
            throw new IllegalStateException("Topic " + topic + " cannot be looked at: " + e.getMessage(), e);
        }
    }
}
