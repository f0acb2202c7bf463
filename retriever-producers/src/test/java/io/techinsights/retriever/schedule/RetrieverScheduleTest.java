package io.techinsights.retriever.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetrieverScheduleTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(5);
    private final RetrieverSchedule hourly =
            new RetrieverSchedule(new Every(Duration.ofHours(1)), DELAY, RandomGenerator.of("L64X128MixRandom"));

    private static Optional<RetrieverRun> run(RunState outcome, Instant startedAt) {
        return run(outcome, startedAt, null);
    }

    private static Optional<RetrieverRun> run(RunState outcome, Instant startedAt, @Nullable Instant dueAt) {
        return Optional.of(RetrieverRun.newBuilder()
                .setRetrieverId("r")
                .setRunId("1")
                .setOutcome(outcome)
                .setTrigger("cadence")
                .setStartedAt(startedAt)
                .setDueAt(dueAt)
                .setEndedAt(startedAt.plusSeconds(1))
                .setRows(0)
                .setRefused(0)
                .build());
    }

    @Test
    void shouldRunForTheFirstTimeAfterTheInitialDelay() {
        // When
        Due due = hourly.next(Optional.empty(), NOON, 0);

        // Then
        assertThat(due).isEqualTo(new Due(NOON.plus(DELAY), Trigger.INITIAL));
    }

    @Test
    void shouldNotRunEarlyBecauseTheProcessStarted() {
        // Given
        var last = run(RunState.SUCCEEDED, NOON.minus(Duration.ofMinutes(10)));

        // When
        Due due = hourly.next(last, NOON, 0);

        // Then
        assertThat(due).isEqualTo(new Due(NOON.plus(Duration.ofMinutes(50)), Trigger.CADENCE));
        assertThat(hourly.unserved(last, NOON)).isEmpty();
    }

    @Test
    void shouldMakeUpOnceForTicksThatWereMissed() {
        // Given
        var last = run(RunState.SUCCEEDED, NOON.minus(Duration.ofDays(3)));

        // When
        Due due = hourly.next(last, NOON, 0);

        // Then
        Instant missed = NOON.minus(Duration.ofDays(3)).plus(Duration.ofHours(1));
        assertThat(due).isEqualTo(new Due(NOON.plus(DELAY), Trigger.CATCH_UP));
        assertThat(hourly.unserved(last, NOON)).contains(missed);
        assertThat(hourly.missedSince(missed, NOON)).isEqualTo(71);
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "INTERRUPTED"})
    void shouldRunAgainWhatWasCutShort(RunState outcome) {
        // Given
        var last = run(outcome, NOON.minusSeconds(1));

        // When
        Due due = hourly.next(last, NOON, 0);

        // Then
        assertThat(due).isEqualTo(new Due(NOON.plus(DELAY), Trigger.CATCH_UP));
    }

    @Test
    void shouldServeTheTimeOfARunThatWasCutShort() {
        // Given
        var due = NOON.minus(Duration.ofHours(2));
        var cutShort = run(RunState.RUNNING, NOON.minusSeconds(1), due);
        var first = run(RunState.INTERRUPTED, NOON.minus(Duration.ofHours(3)));

        // When, then
        assertThat(hourly.unserved(cutShort, NOON)).contains(due);
        assertThat(hourly.unserved(first, NOON)).contains(due);
        assertThat(hourly.unserved(Optional.empty(), NOON)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "TIMED_OUT"})
    void shouldRetryWithGrowingJitteredDelays(RunState outcome) {
        // Given
        Instant started = NOON.plusSeconds(99);
        var last = run(outcome, started);

        // When
        Due first = hourly.next(last, NOON, 1);
        Due third = hourly.next(last, NOON, 3);

        // Then
        assertThat(first.trigger()).isEqualTo(Trigger.RETRY);
        assertThat(first.at()).isBetween(started.plusSeconds(11), started.plusSeconds(16));
        assertThat(third.at()).isBetween(started.plusSeconds(41), started.plusSeconds(61));
    }

    @Test
    void shouldNotRetryBeyondTheNextTick() {
        // Given
        var last = run(RunState.FAILED, NOON.plusSeconds(99));

        // When
        Due due = hourly.next(last, NOON, 30);

        // Then
        assertThat(due).isEqualTo(new Due(NOON.plusSeconds(99 + 3600), Trigger.CADENCE));
    }

    @Test
    void shouldRunAtOnceWhatTookLongerThanItsCadence() {
        // Given
        var last = run(RunState.SUCCEEDED, NOON.plusSeconds(60));

        // When
        Due due = new RetrieverSchedule(
                        new Every(Duration.ofMillis(500)), DELAY, RandomGenerator.of("L64X128MixRandom"))
                .next(last, NOON, 0);

        // Then
        Instant tick = NOON.plusSeconds(60).plusMillis(500);
        assertThat(due).isEqualTo(new Due(tick, Trigger.CADENCE));
    }
}
