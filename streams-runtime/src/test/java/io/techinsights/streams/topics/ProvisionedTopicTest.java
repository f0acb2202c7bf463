package io.techinsights.streams.topics;

import static io.techinsights.streams.topics.TopicProvisioner.Mode.APPLY;
import static io.techinsights.streams.topics.TopicProvisioner.Mode.DRY_RUN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionedTopicTest {
    private static final TopicSpec TOPIC = new TopicSpec("facts", 4, (short) 1, Map.of("cleanup.policy", "delete"));

    @Test
    void shouldSayInALineWhatWasDoneAndWhatIsLeft() {
        // Given
        var missing = new TopicDifference.Missing(TOPIC);
        var setting = new TopicDifference.OtherSetting(TOPIC, "cleanup.policy", Optional.of("compact"));

        // When
        var right = new ProvisionedTopic(TOPIC, List.of(), List.of());
        var created = new ProvisionedTopic(TOPIC, List.of(missing), List.of());
        var partly = new ProvisionedTopic(TOPIC, List.of(setting), List.of("partitions: found 2, wanted 4"));

        // Then
        assertThat(right.describe(APPLY)).isEqualTo("facts: right").isEqualTo(right.describe(DRY_RUN));
        assertThat(created.describe(APPLY))
                .isEqualTo("facts: created with 4 partitions, replication factor 1, cleanup.policy=delete");
        assertThat(created.describe(DRY_RUN)).startsWith("facts: would be created with 4 partitions");
        assertThat(partly.describe(APPLY))
                .isEqualTo("facts: set cleanup.policy to delete, it was compact; partitions: found 2, wanted 4");
        assertThat(partly.describe(DRY_RUN)).startsWith("facts: would set cleanup.policy to delete, it is compact;");
        assertThat(right.isRight() && created.isRight()).isTrue();
        assertThat(partly.isRight()).isFalse();
    }
}
