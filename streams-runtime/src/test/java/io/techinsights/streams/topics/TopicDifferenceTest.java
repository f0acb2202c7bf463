package io.techinsights.streams.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.streams.topics.TopicDifference.FewerReplicas;
import io.techinsights.streams.topics.TopicDifference.Missing;
import io.techinsights.streams.topics.TopicDifference.OtherPartitions;
import io.techinsights.streams.topics.TopicDifference.OtherSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicDifferenceTest {
    private static final Map<String, String> TWO_DAYS = Map.of("cleanup.policy", "delete", "retention.ms", "172800000");
    private static final TopicSpec WANTED = new TopicSpec("facts", 4, (short) 2, TWO_DAYS);

    private static List<TopicDifference> between(int partitions, int replicas, Map<String, String> config) {
        return TopicDifference.between(WANTED, Optional.of(new FoundTopic(partitions, replicas, config)));
    }

    @Test
    void shouldFindNoneInATopicThatHasWhatIsWantedAndMore() {
        // Given
        Map<String, String> config = Map.of("cleanup.policy", "delete", "retention.ms", "172800000", "segment.ms", "1");

        // When
        List<TopicDifference> same = between(4, 2, config);
        List<TopicDifference> moreReplicas = between(4, 3, config);

        // Then
        assertThat(same).isEmpty();
        assertThat(moreReplicas).isEmpty();
    }

    @Test
    void shouldSayThatATopicIsMissing() {
        // When
        List<TopicDifference> differences = TopicDifference.between(WANTED, Optional.empty());

        // Then
        assertThat(differences).containsExactly(new Missing(WANTED));
        assertThat(differences.get(0).forbidsStart()).isTrue();
    }

    @Test
    void shouldFindEveryDifferenceOfATopic() {
        // When
        List<TopicDifference> differences = between(8, 1, Map.of("cleanup.policy", "compact"));

        // Then
        assertThat(differences)
                .containsExactly(
                        new OtherPartitions(WANTED, 8),
                        new FewerReplicas(WANTED, 1),
                        new OtherSetting(WANTED, "cleanup.policy", Optional.of("compact")),
                        new OtherSetting(WANTED, "retention.ms", Optional.empty()));
        assertThat(differences).extracting(TopicDifference::forbidsStart).containsExactly(true, false, false, false);
    }

    @Test
    void shouldSayWhatWasFoundWhatIsWantedAndHowToMendIt() {
        // When
        List<String> lines = between(8, 1, Map.of("cleanup.policy", "compact")).stream()
                .map(TopicDifference::describe)
                .toList();

        // Then
        assertThat(lines.get(0))
                .startsWith("partitions: found 8, wanted 4")
                .contains("techInsights.kafka.partitions to 8", "techInsights.kafka.prefix");
        assertThat(lines.get(1)).startsWith("replication factor: found 1, wanted 2");
        assertThat(lines.get(2)).isEqualTo("cleanup.policy: found compact, wanted delete");
        assertThat(lines.get(3)).isEqualTo("retention.ms: found none, wanted 172800000");
    }
}
