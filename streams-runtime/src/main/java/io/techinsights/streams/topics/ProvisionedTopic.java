package io.techinsights.streams.topics;

import java.util.List;
import java.util.stream.Stream;

/**
 * What provisioning did to a topic.
 *
 * @param mended what was different, or missing, and is right now
 * @param left what is still wrong, and why
 */
public record ProvisionedTopic(TopicSpec topic, List<TopicDifference> mended, List<String> left) {
    public ProvisionedTopic {
        mended = List.copyOf(mended);
        left = List.copyOf(left);
    }

    /** Whether the topic is as it is wanted. */
    public boolean isRight() {
        return left.isEmpty();
    }

    /** All of it in a line that begins with the name. */
    public String describe(TopicProvisioner.Mode mode) {
        boolean would = mode == TopicProvisioner.Mode.DRY_RUN;
        List<String> parts = Stream.concat(mended.stream().map(difference -> mended(difference, would)), left.stream())
                .toList();
        return topic.name() + ": " + (parts.isEmpty() ? "right" : String.join("; ", parts));
    }

    private static String mended(TopicDifference difference, boolean would) {
        if (difference instanceof TopicDifference.OtherSetting setting) {
            return (would ? "would set " : "set ") + setting.key() + " to " + setting.value()
                    + (would ? ", it is " : ", it was ") + setting.found().orElse("none");
        }
        TopicSpec topic = difference.wanted();
        return (would ? "would be created" : "created") + " with " + topic.partitions()
                + " partitions, replication factor " + topic.replicationFactor() + ", " + topic.settings();
    }
}
