package io.techinsights.standalone.cli;

import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.KeyPartition;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.letters.ReplaySettings.Placement;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Where a key belongs: with its entity where it is part of the key, and else where Kafka's default partitioner puts it. */
final class KeyPlacement implements Placement {
    private final Set<String> byEntity;

    KeyPlacement(Topics topics) {
        byEntity = Set.of(topics.latestFacts().name(), topics.checkResults().name());
    }

    @Override
    public int partition(String topic, byte[] key, int partitions) {
        return byEntity.contains(topic)
                ? EntityKey.partition(
                        EntityKey.parse(new String(key, StandardCharsets.UTF_8)).entity(), partitions)
                : KeyPartition.of(key, partitions);
    }
}
