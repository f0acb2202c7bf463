package io.techinsights.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of("security"));

    @Test
    void shouldPrefixEveryTopicAndNameEachOnce() {
        // When
        List<Topic<?, ?>> all = topics.all();

        // Then
        assertThat(all)
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).startsWith("ti."))
                .contains("ti.facts", "ti.security", "ti.dead-letters.checks");
    }

    @Test
    void shouldCompactWhatIsATableAndExpireWhatIsALog() {
        // When
        Map<String, String> table = topics.latestFacts().config();
        Map<String, String> log = topics.facts("security").config();

        // Then
        assertThat(table).containsEntry("cleanup.policy", "compact");
        assertThat(log).containsEntry("cleanup.policy", "delete").containsEntry("retention.ms", "2419200000");
    }

    @Test
    void shouldAlwaysHaveTheDefaultFactTopic() {
        // When
        var named = new Topics("", new InMemorySchemaRegistry(), List.of("facts"));

        // Then
        assertThat(named.facts()).extracting(Topic::name).containsExactly("facts");
        assertThat(topics.facts()).extracting(Topic::name).containsExactly("ti.facts", "ti.security");
    }

    @Test
    void shouldNameTheFactTopicsThereAre() {
        // When
        assertThatThrownBy(() -> topics.facts("ti.facts"))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ti.facts' is not declared: expected one of [facts, security]");
    }
}
