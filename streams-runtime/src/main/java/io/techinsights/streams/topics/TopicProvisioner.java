package io.techinsights.streams.topics;

import io.techinsights.streams.topics.TopicDifference.Missing;
import io.techinsights.streams.topics.TopicDifference.OtherSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the topics that are wanted with those of a broker, and makes the broker's so. It never touches partitions or
 * replicas of a topic that is there.
 */
public final class TopicProvisioner {
    /** Whether provisioning does something, or only has the broker say whether it would. */
    public enum Mode {
        APPLY,
        DRY_RUN
    }

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(10);

    private final Map<String, Object> client;

    /**
     * @param client settings of a Kafka client
     */
    public TopicProvisioner(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /**
     * All differences, in the order of the topics; changes nothing.
     *
     * @throws IllegalStateException naming the address where the broker cannot be reached, and what it refuses
     */
    public List<TopicDifference> verify(List<TopicSpec> wanted) {
        try (var topics = new BrokerTopics(client)) {
            return differences(topics, wanted);
        }
    }

    /**
     * Creates what is missing and sets what is set otherwise; returns when the broker shows it and what is new may be written, which is a moment
     * after it took it. What cannot be mended is said, and the rest is still done.
     *
     * @throws IllegalStateException naming the address where the broker cannot be reached, and what it refuses
     */
    public List<ProvisionedTopic> provision(List<TopicSpec> wanted, Mode mode) {
        try (var topics = new BrokerTopics(client)) {
            List<TopicDifference> differences = differences(topics, wanted);
            Map<String, String> notCreated = topics.create(only(Missing.class, differences), mode);
            Map<String, String> notSet = topics.set(only(OtherSetting.class, differences), mode);
            List<ProvisionedTopic> provisioned = wanted.stream()
                    .map(topic -> outcome(topic, differences, notCreated, notSet))
                    .toList();
            if (mode == Mode.APPLY) {
                List<TopicDifference> mended = provisioned.stream()
                        .flatMap(topic -> topic.mended().stream())
                        .toList();
                awaitShown(topics, wanted, mended);
                topics.awaitLeaders(only(Missing.class, mended), SHOWN_WITHIN);
            }
            return provisioned;
        }
    }

    /**
     * Creates what is missing and sets what is set otherwise, in the silence of a start.
     *
     * @throws IllegalStateException naming everything that is still wrong
     */
    public void provision(List<TopicSpec> wanted) {
        List<String> wrong = provision(wanted, Mode.APPLY).stream()
                .filter(topic -> !topic.isRight())
                .map(topic -> "Topic " + topic.describe(Mode.APPLY))
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), wrong));
        }
    }

    private static List<TopicDifference> differences(BrokerTopics topics, List<TopicSpec> wanted) {
        Map<String, FoundTopic> found = topics.find(wanted);
        return wanted.stream()
                .flatMap(topic -> TopicDifference.between(topic, Optional.ofNullable(found.get(topic.name()))).stream())
                .toList();
    }

    private static void awaitShown(BrokerTopics topics, List<TopicSpec> wanted, List<TopicDifference> mended) {
        long deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        while (!mended.isEmpty()
                && !Collections.disjoint(mended, differences(topics, wanted))
                && System.nanoTime() < deadline) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static <T extends TopicDifference> List<T> only(Class<T> kind, List<TopicDifference> differences) {
        return differences.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static ProvisionedTopic outcome(
            TopicSpec topic,
            List<TopicDifference> differences,
            Map<String, String> notCreated,
            Map<String, String> notSet) {
        List<TopicDifference> mended = new ArrayList<>();
        List<String> left = new ArrayList<>();
        differences.stream()
                .filter(difference -> difference.wanted().equals(topic))
                .forEach(difference ->
                        left(difference, notCreated, notSet).ifPresentOrElse(left::add, () -> mended.add(difference)));
        return new ProvisionedTopic(topic, mended, left);
    }

    private static Optional<String> left(
            TopicDifference difference, Map<String, String> notCreated, Map<String, String> notSet) {
        String topic = difference.wanted().name();
        if (difference instanceof Missing) {
            return Optional.ofNullable(notCreated.get(topic)).map(why -> "could not be created: " + why);
        }
        if (difference instanceof OtherSetting) {
            return Optional.ofNullable(notSet.get(topic))
                    .map(why -> difference.describe() + "; it could not be set: " + why);
        }
        return Optional.of(difference.describe());
    }
}
