package io.techinsights.standalone.embedded.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes sure of the topic that a registry is kept on: one partition, or order is lost; compacted, or schemas are. */
final class RegistryTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, Object> clientConfig;
    private final String name;

    RegistryTopic(Map<String, Object> clientConfig, String name) {
        this.clientConfig = clientConfig;
        this.name = name;
    }

    /**
     * Creates the topic where it is absent.
     *
     * @throws IllegalStateException where it is there and unfit, or Kafka does not answer
     */
    void ensure() {
        try (var admin = Admin.create(clientConfig)) {
            if (!created(admin)) {
                verify(admin);
            }
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private boolean created(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        var topic = new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try {
            admin.createTopics(List.of(topic)).all().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private void verify(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        var description = admin.describeTopics(List.of(name)).topicNameValues().get(name);
        int partitions = description == null
                ? 0
                : description
                        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                        .partitions()
                        .size();
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var config = admin.describeConfigs(List.of(resource)).values().get(resource);
        String cleanup = config == null
                ? ""
                : config.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                        .value();
        if (partitions != 1 || !cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new IllegalStateException("Topic " + name + " has " + partitions + " partitions and cleanup.policy="
                    + cleanup + ": a schema registry is kept on one partition with cleanup.policy=compact");
        }
    }

    private IllegalStateException failed(Throwable cause) {
        return new IllegalStateException(
                "Topic " + name + " of the schema registry could be neither created nor read: "
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                cause);
    }
}
