package io.techinsights.factstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FactStoreSettingsTest {
    private final Problems problems = new Problems();

    @Test
    void shouldHaveDefaults() {
        // When
        FactStoreSettings settings = read("{}");

        // Then
        assertThat(settings).isEqualTo(new FactStoreSettings(Duration.ofSeconds(10), 1000));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void shouldReadWhatIsConfigured() {
        // When
        FactStoreSettings settings = read("{\"factStore\": {\"sweepInterval\": {\"minutes\": 1}, \"sweepBatch\": 50}}");

        // Then
        assertThat(settings).isEqualTo(new FactStoreSettings(Duration.ofMinutes(1), 50));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void shouldReportAllThatIsWrongAtOnce() {
        // When
        read("{\"factStore\": {\"sweepInterval\": 0, \"sweepBatch\": 0, \"sweepBach\": 1}}");

        // Then
        assertThat(problems.all())
                .containsExactly(
                        "techInsights.factStore.sweepInterval is PT0S, expected a millisecond or more",
                        "techInsights.factStore.sweepBatch is 0, expected a whole number from 1 to 1000000",
                        "techInsights.factStore.sweepBach is not known here: did you mean 'sweepBatch'?");
    }

    private FactStoreSettings read(String json) {
        ObjectNode configuration = Json.object().set("techInsights", Json.parse(json));
        return FactStoreSettings.of(Section.of(configuration, "techInsights", problems));
    }
}
