package io.techinsights.faults.load;

import io.techinsights.faults.cluster.BrokerView;
import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /**
     * Waits until the group of a role has read a topic as far as it is written now.
     *
     * @throws IllegalStateException where that takes longer
     */
    static void await(Cluster cluster, String role, String topic, Duration patience) throws InterruptedException {
        Set<TopicPartition> partitions = IntStream.range(0, Load.PARTITIONS)
                .mapToObj(number -> new TopicPartition(Load.PREFIX + topic, number))
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = new HashMap<>();
        Waiting.require(role + " has read " + topic, patience, () -> {
            if (ends.isEmpty()) {
                ends.putAll(ends(cluster, partitions));
            }
            return !ends.isEmpty() && of(cluster, role, ends);
        });
    }

    private static Map<TopicPartition, Long> ends(Cluster cluster, Set<TopicPartition> partitions) {
        try {
            return cluster.view().ends(partitions);
        } catch (BrokerView.SilentException e) {
            return Map.of();
        }
    }
}
