package io.techinsights.faults.verify;

import io.techinsights.faults.cluster.BrokerView;
import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.load.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Waits until all that was written has gone all the way: both groups have read everything, and nothing is added. */
final class Settling {
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 500;

    private final Cluster cluster;

    Settling(Cluster cluster) {
        this.cluster = cluster;
    }

    private static Set<TopicPartition> partitions(String... topics) {
        return Stream.of(topics)
                .flatMap(topic -> IntStream.range(0, Load.PARTITIONS)
                        .mapToObj(number -> new TopicPartition(Load.PREFIX + topic, number)))
                .collect(Collectors.toSet());
    }

    /** False where it has not settled in time. */
    boolean await(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long quietSince = System.nanoTime();
        Map<TopicPartition, Long> before = Map.of();
        while (System.nanoTime() < deadline) {
            Map<TopicPartition, Long> ends = ends();
            if (ends.isEmpty() || !ends.equals(before) || !isRead("facts", ends) || !isRead("checks", ends)) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                return true;
            }
            before = ends;
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private Map<TopicPartition, Long> ends() {
        try {
            return cluster.view()
                    .ends(partitions("facts", "entities", "latest-facts", "check-results", "check-transitions"));
        } catch (BrokerView.SilentException e) {
            return Map.of();
        }
    }

    private boolean isRead(String role, Map<TopicPartition, Long> ends) {
        try {
            Map<TopicPartition, Long> committed = cluster.view().committed(Load.PREFIX + role);
            return partitions(role.equals("facts") ? "facts" : "latest-facts", "entities").stream()
                    .allMatch(at -> committed.getOrDefault(at, 0L) >= ends.getOrDefault(at, 0L));
        } catch (BrokerView.SilentException e) {
            return false;
        }
    }
}
