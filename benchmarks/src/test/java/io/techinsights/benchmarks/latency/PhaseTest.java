package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final long MILLI = 1_000_000;

    private final Phase phase = new Phase("measured");

    @Test
    void shouldBelongToThePhaseThatAFactWasDueIn() {
        // Given
        var phases = new Phases("before");

        // When
        Phase measured = phases.begin("measured", 1000);

        // Then
        assertThat(phases.at(999).name()).isEqualTo("before");
        assertThat(phases.at(1000)).isSameAs(measured);
        assertThat(phases.at(5000)).isSameAs(measured);
    }

    @Test
    void shouldTellThePercentiles() {
        // When
        for (int i = 1; i <= 1000; i++) {
            phase.topic().record(0, i * MILLI);
        }
        phase.judged().record(0, MILLI);
        phase.http().record(0, 2 * MILLI);

        // Then
        assertThat(phase)
                .hasToString("measured, fact to result on the topic: 1,000, p50 500 ms, p99 990 ms, p99.9 999 ms,"
                        + " max 1000 ms; over HTTP: 1, p50 2 ms, p99 2 ms, p99.9 2 ms, max 2 ms; until it is judged: 1,"
                        + " p50 1 ms, p99 1 ms, p99.9 1 ms, max 1 ms");
    }

    @Test
    void shouldTakeTheWorseOne() {
        // When
        phase.topic().record(0, 100 * MILLI);
        phase.http().record(0, 200 * MILLI);

        // Then
        assertThat(phase.p99Millis()).isCloseTo(200, within(0.3));
    }

    @Test
    void shouldSayNothingWhereNothingWasAsked() {
        // Given
        phase.topic().record(0, MILLI);

        // Then
        assertThatThrownBy(phase::p99Millis)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("No fact was due, or none of the sample");
    }
}
