package io.techinsights.streams.topics;

import java.util.List;
import java.util.stream.Collectors;

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
    @Override
    public String toString() {
        String done = mended.stream().map(ProvisionedTopic::done).collect(Collectors.joining("; "));
        String wrong = String.join("; ", left);
        String what = done.isEmpty() || wrong.isEmpty() ? done + wrong : done + "; " + wrong;
        return topic.name() + ": " + (what.isEmpty() ? "right" : what);
    }

    private static String done(TopicDifference difference) {
        if (difference instanceof TopicDifference.OtherSetting setting) {
            return "set " + setting.key() + " to " + setting.value() + ", it was "
                    + setting.found().orElse("none");
        }
        TopicSpec topic = difference.wanted();
        return "created with " + topic.partitions() + " partitions, replication factor " + topic.replicationFactor()
                + ", " + topic.settings();
    }
}
