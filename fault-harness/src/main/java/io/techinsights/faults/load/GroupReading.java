package io.techinsights.faults.load;

import io.techinsights.faults.cluster.BrokerView;
import io.techinsights.faults.cluster.Cluster;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the groups of the product have read. */
final class GroupReading {
    private GroupReading() {}

    /** Whether the group of a role committed all before these offsets; not, where nobody answers. */
    static boolean of(Cluster cluster, String role, Map<TopicPartition, Long> ends) {
        try {
            Map<TopicPartition, Long> committed = cluster.view().committed(Load.PREFIX + role);
            return ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
        } catch (BrokerView.SilentException e) {
            return false;
        }
    }
}
