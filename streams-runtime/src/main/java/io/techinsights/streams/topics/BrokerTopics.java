package io.techinsights.streams.topics;

import io.techinsights.streams.topics.BrokerConnection.RefusedException;
import io.techinsights.streams.topics.TopicProvisioner.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of a broker: what they are, and the two changes that may be made. */
final class BrokerTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerTopics.class);
    private final BrokerConnection kafka;

    /**
     * @param client settings of a Kafka client
     * @throws IllegalStateException naming the address where nobody answers
     */
    BrokerTopics(Map<String, Object> client) {
        this.kafka = new BrokerConnection(client);
    }

    /** Those of the wanted topics that are there, by name. */
    Map<String, FoundTopic> find(List<TopicSpec> wanted) {
        Map<String, TopicDescription> described = new HashMap<>();
        List<String> names = wanted.stream().map(TopicSpec::name).toList();
        kafka.admin()
                .describeTopics(names)
                .topicNameValues()
                .forEach((name, answer) -> present(name, answer).ifPresent(topic -> described.put(name, topic)));
        List<ConfigResource> resources =
                described.keySet().stream().map(BrokerTopics::resource).toList();
        Map<ConfigResource, KafkaFuture<Config>> configs =
                kafka.admin().describeConfigs(resources).values();
        Map<String, FoundTopic> found = new HashMap<>();
        described.forEach((name, topic) -> Optional.ofNullable(configs.get(resource(name)))
                .flatMap(answer -> present(name, answer))
                .ifPresent(config -> found.put(name, found(topic, config))));
        return found;
    }

    private <T> Optional<T> present(String topic, KafkaFuture<T> answer) {
        try {
            return Optional.of(kafka.get(answer));
        } catch (RefusedException e) {
            if (e.isOf(UnknownTopicOrPartitionException.class)) {
                return Optional.empty();
            }
            throw new IllegalStateException("Topic " + topic + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static FoundTopic found(TopicDescription topic, Config config) {
        return new FoundTopic(
                topic.partitions().size(),
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    /** Creates topics; answers which could not be, and why. One that somebody else creates meanwhile is there too. */
    Map<String, String> create(List<TopicDifference.Missing> missing, Mode mode) {
        List<TopicSpec> topics =
                missing.stream().map(TopicDifference.Missing::wanted).toList();
        List<NewTopic> created = topics.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), topic.replicationFactor())
                        .configs(topic.config()))
                .toList();
        var options = new CreateTopicsOptions().validateOnly(mode == Mode.DRY_RUN);
        Map<String, KafkaFuture<Void>> answers =
                kafka.admin().createTopics(created, options).values();
        Map<String, String> refused = new HashMap<>();
        topics.forEach(topic -> Optional.ofNullable(answers.get(topic.name()))
                .flatMap(this::refusal)
                .filter(refusal -> !refusal.isOf(TopicExistsException.class))
                .ifPresent(refusal -> refused.put(topic.name(), whyNotCreated(topic, refusal))));
        return refused;
    }

    private String whyNotCreated(TopicSpec topic, RefusedException refusal) {
        if (refusal.isOf(InvalidReplicationFactorException.class) && topic.replicationFactor() > kafka.brokers()) {
            return "replication factor " + topic.replicationFactor() + " needs as many brokers, and there are "
                    + kafka.brokers() + ": start more, or set techInsights.kafka.replicationFactor to "
                    + kafka.brokers();
        }
        return String.valueOf(refusal.getMessage());
    }

    /** Sets these settings, of each topic all or none, and no other; answers for which topics not, and why. */
    Map<String, String> set(List<TopicDifference.OtherSetting> settings, Mode mode) {
        Map<ConfigResource, List<AlterConfigOp>> operations = settings.stream()
                .collect(Collectors.groupingBy(
                        setting -> resource(setting.wanted().name()),
                        Collectors.mapping(
                                setting -> new AlterConfigOp(
                                        new ConfigEntry(setting.key(), setting.value()), AlterConfigOp.OpType.SET),
                                Collectors.toList())));
        var options = new AlterConfigsOptions().validateOnly(mode == Mode.DRY_RUN);
        Map<String, String> refused = new HashMap<>();
        kafka.admin()
                .incrementalAlterConfigs(Map.copyOf(operations), options)
                .values()
                .forEach((resource, altered) -> refusal(altered)
                        .ifPresent(refusal -> refused.put(resource.name(), String.valueOf(refusal.getMessage()))));
        return refused;
    }

    /**
     * Returns when the leaders of all partitions of topics that were created answer, or after this time. A broker shows a topic before it leads it, and an idempotent producer
     * of Kafka 4.3 whose first batch is refused for that, but not its second, sends the first again in vain for two minutes.
     */
    void awaitLeaders(List<TopicDifference.Missing> created, Duration most) {
        List<TopicSpec> topics =
                created.stream().map(TopicDifference.Missing::wanted).toList();
        Map<TopicPartition, OffsetSpec> ends = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try {
            kafka.get(kafka.admin()
                    .listOffsets(ends, new ListOffsetsOptions().timeoutMs((int) most.toMillis()))
                    .all());
        } catch (RefusedException e) {
            LOG.warn(
                    "Of the new topics {} some cannot be read or written yet: {}",
                    topics.stream().map(TopicSpec::name).toList(),
                    e.getMessage());
        }
    }

    private Optional<RefusedException> refusal(KafkaFuture<Void> answer) {
        try {
            kafka.get(answer);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e);
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
