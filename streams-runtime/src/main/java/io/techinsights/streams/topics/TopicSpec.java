package io.techinsights.streams.topics;

import java.util.Map;

/**
 * A topic that has to be there.
 *
 * @param config topic settings
 */
public record TopicSpec(String name, int partitions, short replicationFactor, Map<String, String> config) {
    public TopicSpec {
        config = Map.copyOf(config);
    }
}
