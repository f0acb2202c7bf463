package io.techinsights.retriever.publish;

import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.schemas.topic.KeyPartition;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.query.GroupProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Looks up how far the fact topics are written. */
public final class FactTopicEnds implements Supplier<Function<String, FactEnds>> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<TopicPartition> topicPartitions;
    private final int partitions;
    private final GroupProgress progress;

    /**
     * @param partitions of each
     */
    public FactTopicEnds(Topics topics, int partitions, GroupProgress progress) {
        this.partitions = partitions;
        this.progress = progress;
        this.topicPartitions = topics.facts().stream()
                .map(Topic::name)
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
    }

    /**
     * As far as they are written now, for the partition of a key.
     *
     * @throws io.techinsights.streams.query.UnavailableException where Kafka does not say so
     */
    @Override
    public Function<String, FactEnds> get() {
        Map<TopicPartition, Long> ends =
                progress.ends(topicPartitions, PATIENCE).ends();
        return key -> {
            int own = KeyPartition.of(key, partitions);
            Map<String, Long> offsets = new HashMap<>();
            ends.forEach((at, end) -> {
                if (at.partition() == own) {
                    offsets.put(at.topic(), end);
                }
            });
            return new FactEnds(offsets);
        };
    }
}
