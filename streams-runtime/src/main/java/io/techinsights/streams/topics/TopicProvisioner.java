package io.techinsights.streams.topics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing, and refuses to work on one that has another number of partitions. */
public final class TopicProvisioner {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final long TIMEOUT_SECONDS = 60;

    private final Map<String, Object> client;

    /**
     * @param client settings of a Kafka client
     */
    public TopicProvisioner(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /**
     * Makes sure that each topic is there.
     *
     * @throws IllegalStateException naming what is wrong and how to mend it
     */
    public void provision(List<TopicSpec> specs) {
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = get(admin.listTopics().names());
            List<TopicSpec> missing = specs.stream()
                    .filter(spec -> !existing.contains(spec.name()))
                    .toList();
            create(admin, missing);
            verify(
                    admin,
                    specs.stream()
                            .filter(spec -> existing.contains(spec.name()))
                            .toList());
        }
    }

    private static void create(Admin admin, List<TopicSpec> missing) {
        List<NewTopic> topics = missing.stream()
                .map(spec ->
                        new NewTopic(spec.name(), spec.partitions(), spec.replicationFactor()).configs(spec.config()))
                .toList();
        admin.createTopics(topics).values().forEach((name, created) -> {
            try {
                get(created);
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("Topic " + name + " could not be created: " + e.getMessage(), e);
                }
            }
        });
        if (!missing.isEmpty()) {
            LOG.info("Created topics {}", missing.stream().map(TopicSpec::name).toList());
        }
    }

    private static void verify(Admin admin, List<TopicSpec> present) {
        Map<String, TopicDescription> described =
                get(admin.describeTopics(present.stream().map(TopicSpec::name).toList())
                        .allTopicNames());
        Map<String, TopicSpec> specs = present.stream().collect(Collectors.toMap(TopicSpec::name, spec -> spec));
        described.forEach((name, description) -> {
            int partitions = description.partitions().size();
            TopicSpec spec = specs.get(name);
            if (spec != null && partitions != spec.partitions()) {
                throw new IllegalStateException("Topic " + name + " has " + partitions + " partitions, expected "
                        + spec.partitions() + ": set techInsights.kafka.partitions to " + partitions
                        + ", or use another techInsights.kafka.prefix");
            }
        });
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + TIMEOUT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Kafka", e);
        }
    }
}
