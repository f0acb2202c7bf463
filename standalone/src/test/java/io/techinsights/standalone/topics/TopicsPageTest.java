package io.techinsights.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.TopicDoc;
import io.techinsights.streams.error.DeadLetters;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsPageTest {
    private static final Path GOLDEN = Path.of("..", "docs", "topics.md");

    private final TopicsPage page = new TopicsPage();

    /** What travels is a contract: {@code -Dgolden.write=true} writes the page anew. */
    @Test
    void shouldSayOfEveryTopicWhatTheCodeDoes() throws IOException {
        // Given
        var stores = Map.of(
                "facts", DescribedTopology.of("facts").stores(),
                "checks", DescribedTopology.of("checks").stores());

        // When
        String text = page.text(stores);

        // Then
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"facts", "checks"})
    void shouldNameWhoeverReadsAndWritesByItsTopology(String role) throws IOException {
        // When
        DescribedTopology topology = DescribedTopology.of(role);

        // Then
        assertThat(topology.sources())
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(doc(topic).readers()).as(topic).containsKey(role));
        assertThat(topology.sinks())
                .filteredOn(topic -> !topic.startsWith("dead-letters."))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(doc(topic).writers()).as(topic).containsKey(role));
        assertThat(topology.text()).doesNotContain("-repartition");
    }

    private TopicDoc doc(String title) {
        return page.topics().stream()
                .filter(topic -> TopicsPage.title(topic).equals(title))
                .map(Topic::doc)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldNameEveryHeaderOfADeadLetter() {
        // Given
        Set<String> headers = Arrays.stream(DeadLetters.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(TopicsPageTest::text)
                .filter(name -> !name.equals(DeadLetters.PREFIX))
                .collect(Collectors.toSet());

        // When
        Topic<?, ?> letters = page.topics().get(page.topics().size() - 1);

        // Then
        assertThat(letters.doc().headers().keySet()).containsExactlyInAnyOrderElementsOf(headers);
    }

    private static String text(java.lang.reflect.Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldSayOfEveryFieldWhatItHolds() {
        // When
        List<Schema> records = PresentRecords.all();

        // Then
        assertThat(records).isNotEmpty().allSatisfy(record -> {
            assertThat(record.getDoc()).as(record.getName()).isNotBlank();
            assertThat(record.getFields())
                    .allSatisfy(field -> assertThat(field.doc())
                            .as(record.getName() + "." + field.name())
                            .isNotBlank());
        });
    }
}
