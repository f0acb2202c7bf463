package io.techinsights.retriever.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CadenceTest {
    private static Cadence cron(String text) {
        return Cadence.of(TextNode.valueOf(text), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*/15 * * * *; 2026-11-23T00:00:00Z; 2026-11-23T00:15:00Z",
                "0 12 * * *; 2026-11-23T12:00:00Z; 2026-11-24T12:00:00Z",
                "0 0 * * 7; 2026-11-23T00:00:00Z; 2026-11-29T00:00:00Z",
                "0 0 * * 0; 2026-11-23T00:00:00Z; 2026-11-29T00:00:00Z",
                "0 0 * * MON; 2026-11-23T00:00:00Z; 2026-11-30T00:00:00Z",
                "0 0 1 * 5; 2026-11-23T00:00:00Z; 2026-11-27T00:00:00Z",
                "30 6 1,15 JAN-JUN *; 2026-11-23T00:00:00Z; 2027-01-01T06:30:00Z",
                "*/10 * * * * *; 2026-11-23T00:00:01Z; 2026-11-23T00:00:10Z",
                "@hourly; 2026-11-23T00:00:01Z; 2026-11-23T01:00:00Z",
                "PT90S; 2026-11-23T00:00:01Z; 2026-11-23T00:01:31Z",
            })
    void shouldTellTheNextTime(String text, Instant after, Instant expected) {
        // Given
        Cadence cadence = cron(text);

        // When
        Instant next = cadence.next(after);

        // Then
        assertThat(next).isEqualTo(expected);
    }

    @Test
    void shouldReadADurationMap() {
        // Given
        var json = Json.parse("{\"minutes\": 5}");

        // When
        Cadence cadence = Cadence.of(json, ZoneOffset.UTC);

        // Then
        assertThat(cadence.interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"*/15 * * * *; PT15M", "0 9 * * 1-5; PT72H", "0 0 1 * *; PT744H", "@daily; PT24H"})
    void shouldEstimateTheLongestTimeBetweenTwoRuns(String text, Duration expected) {
        // Given
        Cadence cadence = cron(text);

        // When
        Duration interval = cadence.interval();

        // Then
        assertThat(interval).isEqualTo(expected);
    }

    @Test
    void shouldMeanTheTimeOfItsZoneAndSkipWhatASpringNightSkips() {
        // Given
        Cadence cadence = Cadence.of(TextNode.valueOf("30 2 * * *"), ZoneId.of("Europe/Berlin"));

        // When
        Instant next = cadence.next(Instant.parse("2027-03-27T12:00:00Z"));

        // Then
        assertThat(next).isEqualTo(Instant.parse("2027-03-29T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "61 * * * *", "0 0 31 2 *", "every day", "* * * * * * *", "0 25 * * *"})
    void shouldSayWhatACronExpressionShouldBe(String text) {
        assertThatThrownBy(() -> cron(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is '" + text + "' (")
                .hasMessageContaining("expected a cron expression of five fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"fortnights\":1}", "0", "true", "\"PT0S\"", "[1]"})
    void shouldSayWhatADurationShouldBe(String json) {
        assertThatThrownBy(() -> Cadence.of(Json.parse(json), ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is ")
                .hasMessageContaining("expected");
    }

    @Test
    void shouldGiveARetrieverWithoutACadenceTheSameMinuteEachTime() {
        // Given
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
        Cadence first = Cadence.daily("entityMetadataFactRetriever", ZoneOffset.UTC);
        Cadence again = Cadence.daily("entityMetadataFactRetriever", ZoneOffset.UTC);

        // When
        Instant next = first.next(midnight);

        // Then
        assertThat(next)
                .isEqualTo(again.next(midnight))
                .isNotEqualTo(
                        Cadence.daily("techdocsFactRetriever", ZoneOffset.UTC).next(midnight));
        assertThat(first.next(next)).isEqualTo(next.plus(Duration.ofDays(1)));
    }
}
