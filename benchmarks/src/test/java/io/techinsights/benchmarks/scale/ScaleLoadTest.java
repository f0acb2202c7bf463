package io.techinsights.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.json.Json;
import org.junit.jupiter.api.Test;

class ScaleLoadTest {

    @Test
    void shouldAnnounceWhatIsKept() {
        assertThat(ScaleLoad.announcement(ScaleLoad.of(new FactLifecycle.MaxItems(2)))
                        .path("lifecycle"))
                .isEqualTo(Json.parse("{\"maxItems\": 2}"));
        assertThat(ScaleLoad.announcement(ScaleLoad.of(new FactLifecycle.Keep()))
                        .has("lifecycle"))
                .isFalse();
    }

    @Test
    void shouldHaveRowsOfWhatTheCheckReads() {
        // Given
        var row = ScaleLoad.of(new FactLifecycle.Keep()).row(1, 2);

        // Then
        assertThat(ScaleLoad.check().findValuesAsText("fact"))
                .isNotEmpty()
                .isSubsetOf(row.facts().keySet());
        assertThat(ScaleLoad.check().path("factIds").get(0).asText()).isEqualTo(row.retrieverId());
    }
}
