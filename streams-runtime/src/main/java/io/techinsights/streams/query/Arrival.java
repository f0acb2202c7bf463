package io.techinsights.streams.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until what somebody wrote has gone through the stages before a store, so that whoever wrote it reads it. A stage
 * keeps each record in its partition.
 */
public final class Arrival {
    private final GroupProgress progress;
    private final String prefix;
    private final List<Stage> stages;

    /**
     * A group that reads topics, and writes those of the next stage.
     *
     * @param topics with the prefix
     */
    public record Stage(Set<String> topics, String group) {
        public Stage {
            topics = Set.copyOf(topics);
        }
    }

    /**
     * @param prefix of every topic, which tokens leave out
     * @param stages the first reads what clients write
     */
    public Arrival(GroupProgress progress, String prefix, List<Stage> stages) {
        this.progress = progress;
        this.prefix = prefix;
        this.stages = List.copyOf(stages);
    }

    /**
     * Waits.
     *
     * @throws IllegalArgumentException where the token is none
     * @throws UnavailableException where it takes longer
     */
    public void await(String token, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Position position = Position.parse(token, prefix);
        requireKnown(position, token);
        Set<Integer> partitions =
                position.ends().keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
        progress.await(stages.get(0).group(), position, left(deadline));
        for (Stage stage : stages.subList(1, stages.size())) {
            Position passedOn = progress.ends(partitions(stage, partitions), left(deadline));
            progress.await(stage.group(), passedOn, left(deadline));
        }
    }

    private void requireKnown(Position position, String token) {
        Set<String> topics = stages.get(0).topics();
        position.ends().keySet().stream()
                .filter(partition -> !topics.contains(partition.topic()))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "position is '" + token + "', but " + unknown + " is none of the partitions of " + topics);
                });
    }

    /**
     * How far the first stage has come, as a token: whoever reads with it sees no less than what is there now.
     *
     * @param partitions of every topic of the first stage
     */
    public String reached(Set<Integer> partitions, Duration patience) {
        Stage first = stages.get(0);
        Map<TopicPartition, Long> committed =
                progress.committed(first.group(), partitions(first, partitions), patience);
        return new Position(committed).token(prefix);
    }

    private static Set<TopicPartition> partitions(Stage stage, Set<Integer> numbers) {
        return stage.topics().stream()
                .flatMap(topic -> numbers.stream().map(number -> new TopicPartition(topic, number)))
                .collect(Collectors.toSet());
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
