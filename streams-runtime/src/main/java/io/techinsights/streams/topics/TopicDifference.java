package io.techinsights.streams.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing in which a topic of the broker is not as it is wanted. */
public sealed interface TopicDifference {
    /** The topic as it is wanted. */
    TopicSpec wanted();

    /** What was found, what is wanted and how it is mended, without the name of the topic. */
    String describe();

    /** Whether the pipeline would do wrong, and not only worse, on such a topic. */
    boolean forbidsStart();

    /** There is no such topic. */
    record Missing(TopicSpec wanted) implements TopicDifference {
        @Override
        public String describe() {
            return "missing";
        }

        @Override
        public boolean forbidsStart() {
            return true;
        }
    }

    /** It has another number of partitions. Nobody adds some by itself: keys would move, and order and state be lost. */
    record OtherPartitions(TopicSpec wanted, int found) implements TopicDifference {
        @Override
        public String describe() {
            return "partitions: found " + found + ", wanted " + wanted.partitions()
                    + "; they are never changed, since keys would move: set techInsights.kafka.partitions to " + found
                    + ", or use another techInsights.kafka.prefix";
        }

        @Override
        public boolean forbidsStart() {
            return true;
        }
    }

    /** Some partition has fewer replicas than wanted. */
    record FewerReplicas(TopicSpec wanted, int found) implements TopicDifference {
        @Override
        public String describe() {
            return "replication factor: found " + found + ", wanted " + wanted.replicationFactor()
                    + "; move it with kafka-reassign-partitions, or set techInsights.kafka.replicationFactor to "
                    + found;
        }

        @Override
        public boolean forbidsStart() {
            return false;
        }
    }

    /** A setting has another value; nothing where the broker does not know it. */
    record OtherSetting(TopicSpec wanted, String key, Optional<String> found) implements TopicDifference {
        @Override
        public String describe() {
            return key + ": found " + found.orElse("none") + ", wanted " + value();
        }

        @Override
        public boolean forbidsStart() {
            return false;
        }

        /** What the setting has to be. */
        public String value() {
            return wanted.config().getOrDefault(key, "");
        }
    }

    /** All differences of a topic; none where it is right. More replicas than wanted are right. */
    static List<TopicDifference> between(TopicSpec wanted, Optional<FoundTopic> found) {
        return found.map(topic -> between(wanted, topic)).orElseGet(() -> List.of(new Missing(wanted)));
    }

    private static List<TopicDifference> between(TopicSpec wanted, FoundTopic found) {
        List<TopicDifference> differences = new ArrayList<>();
        if (found.partitions() != wanted.partitions()) {
            differences.add(new OtherPartitions(wanted, found.partitions()));
        }
        if (found.replicationFactor() < wanted.replicationFactor()) {
            differences.add(new FewerReplicas(wanted, found.replicationFactor()));
        }
        for (Map.Entry<String, String> setting : new TreeMap<>(wanted.config()).entrySet()) {
            @Nullable String value = found.config().get(setting.getKey());
            if (!setting.getValue().equals(value)) {
                differences.add(new OtherSetting(wanted, setting.getKey(), Optional.ofNullable(value)));
            }
        }
        return differences;
    }
}
