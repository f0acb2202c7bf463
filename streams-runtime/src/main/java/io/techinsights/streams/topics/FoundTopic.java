package io.techinsights.streams.topics;

import java.util.Map;

/**
 * A topic as the broker has it.
 *
 * @param replicationFactor of the partition that has the fewest replicas
 * @param config every setting, defaults included
 */
public record FoundTopic(int partitions, int replicationFactor, Map<String, String> config) {
    public FoundTopic {
        config = Map.copyOf(config);
    }
}
