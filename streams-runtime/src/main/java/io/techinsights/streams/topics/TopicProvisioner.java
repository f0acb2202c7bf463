package io.techinsights.streams.topics;

import io.techinsights.streams.topics.TopicDifference.Missing;
import io.techinsights.streams.topics.TopicDifference.OtherSetting;
import java.util.ArrayList;
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
            Map<String, FoundTopic> found = topics.find(wanted);
            return wanted.stream()
                    .flatMap(topic -> between(topic, found).stream())
                    .toList();
        }
    }

    /**
     * Creates what is missing and sets what is set otherwise. What cannot be mended is said, and the rest is still done.
     *
     * @throws IllegalStateException naming the address where the broker cannot be reached, and what it refuses
     */
    public List<ProvisionedTopic> provision(List<TopicSpec> wanted, Mode mode) {
        try (var topics = new BrokerTopics(client)) {
            Map<String, FoundTopic> found = topics.find(wanted);
            List<TopicDifference> all = wanted.stream()
                    .flatMap(topic -> between(topic, found).stream())
                    .toList();
            Map<String, String> notCreated = topics.create(only(Missing.class, all), mode);
            Map<String, String> notSet = topics.set(only(OtherSetting.class, all), mode);
            return wanted.stream()
                    .map(topic -> outcome(topic, between(topic, found), notCreated, notSet))
                    .toList();
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
                .map(topic -> "Topic " + topic)
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), wrong));
        }
    }

    private static List<TopicDifference> between(TopicSpec wanted, Map<String, FoundTopic> found) {
        return TopicDifference.between(wanted, Optional.ofNullable(found.get(wanted.name())));
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
        for (TopicDifference difference : differences) {
            Optional<String> wrong;
            if (difference instanceof Missing) {
                wrong = Optional.ofNullable(notCreated.get(topic.name())).map(why -> "could not be created: " + why);
            } else if (difference instanceof OtherSetting) {
                wrong = Optional.ofNullable(notSet.get(topic.name()))
                        .map(why -> difference.describe() + "; it could not be set: " + why);
            } else {
                wrong = Optional.of(difference.describe());
            }
            wrong.ifPresentOrElse(left::add, () -> mended.add(difference));
        }
        return new ProvisionedTopic(topic, mended, left);
    }
}
