package io.techinsights.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SectionTest {
    private final Problems problems = new Problems();

    private Section section(String yaml) throws JsonProcessingException {
        return Section.of((ObjectNode) new YAMLMapper().readTree(yaml), "top", problems);
    }

    @Test
    void shouldReadValuesOfEachType() throws JsonProcessingException {
        // Given
        Section section = section("top: { text: a, number: 7, flag: true, list: [x, y], wait: { minutes: 5 } }");

        // When
        var read = section.text("text", "")
                + section.integer("number", 1, 0, 9)
                + section.flag("flag", false)
                + section.texts("list")
                + section.duration("wait").orElseThrow();

        // Then
        assertThat(read).isEqualTo("a7true[x, y]" + Duration.ofMinutes(5));
        section.done();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void shouldNameTheNearestKnownKey() throws JsonProcessingException {
        // Given
        Section section = section("top: { cadense: x }");

        // When
        section.text("cadence");
        section.done();

        // Then
        assertThat(problems.all()).containsExactly("top.cadense is not known here: did you mean 'cadence'?");
    }

    @Test
    void shouldReportEverythingAtOnce() throws JsonProcessingException {
        // Given
        Section section = section("top: { number: many, flag: perhaps, wait: soon, nested: 3 }");

        // When
        section.integer("number", 1, 0, 9);
        section.flag("flag", false);
        section.duration("wait");
        section.section("nested");

        // Then
        assertThat(problems.all()).hasSize(4).allMatch(problem -> problem.contains("expected"));
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("4 errors")
                .hasMessageContaining("top.number is \"many\", expected a whole number from 0 to 9");
    }

    @Test
    void shouldFlattenNestedMapsToProperties() throws JsonProcessingException {
        // Given
        Section section = section("top: { properties: { ssl: { truststore: { type: PEM } }, acks: all } }");

        // When
        var properties = section.properties("properties");

        // Then
        assertThat(properties).containsEntry("ssl.truststore.type", "PEM").containsEntry("acks", "all");
    }
}
