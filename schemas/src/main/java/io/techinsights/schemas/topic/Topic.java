package io.techinsights.schemas.topic;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as a typed value: what everybody who reads, writes or provisions it needs to know.
 *
 * @param name with the prefix
 * @param config the topic settings that it is provisioned with
 */
public record Topic<K, V>(String name, Serde<K> key, Serde<V> value, Map<String, String> config) {
    public Topic {
        config = Map.copyOf(config);
    }
}
