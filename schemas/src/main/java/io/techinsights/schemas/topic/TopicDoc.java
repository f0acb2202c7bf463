package io.techinsights.schemas.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What name, serdes and settings of a topic leave open, in words. {@code docs/topics.md} is made of it.
 *
 * @param purpose what the topic is for, in a few words
 * @param key what its key is made of
 * @param partition what decides the partition of a record
 * @param writers what each role writes, by role
 * @param readers what each role reads it for, by role
 * @param headers what the headers of its records say, by name
 * @param guarantees what whoever reads it can rely on
 */
public record TopicDoc(
        String purpose,
        String key,
        String partition,
        Map<String, String> writers,
        Map<String, String> readers,
        Map<String, String> headers,
        List<String> guarantees) {
    private static final String BY_KEY = "the key, as Kafka's default partitioner hashes it";

    /** Of a topic whose records are partitioned by their keys. */
    static TopicDoc of(String purpose, String key) {
        return new TopicDoc(purpose, key, BY_KEY, Map.of(), Map.of(), Map.of(), List.of());
    }

    TopicDoc partitionedBy(String what) {
        return new TopicDoc(purpose, key, what, writers, readers, headers, guarantees);
    }

    TopicDoc writtenBy(String role, String what) {
        return new TopicDoc(purpose, key, partition, with(writers, role, what), readers, headers, guarantees);
    }

    TopicDoc readBy(String role, String what) {
        return new TopicDoc(purpose, key, partition, writers, with(readers, role, what), headers, guarantees);
    }

    TopicDoc header(String name, String what) {
        return new TopicDoc(purpose, key, partition, writers, readers, with(headers, name, what), guarantees);
    }

    TopicDoc promising(String sentence) {
        List<String> all = new ArrayList<>(guarantees);
        all.add(sentence);
        return new TopicDoc(purpose, key, partition, writers, readers, headers, List.copyOf(all));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(map);
        all.put(key, value);
        return all;
    }
}
