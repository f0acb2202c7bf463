package io.techinsights.streams.topics;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A topic that has to be there.
 *
 * @param config topic settings
 */
public record TopicSpec(String name, int partitions, short replicationFactor, Map<String, String> config) {
    public TopicSpec {
        config = Map.copyOf(config);
    }

    /** The settings in the order of their names, {@code a=1, b=2}. */
    public String settings() {
        return new TreeMap<>(config)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(", "));
    }
}
