package io.techinsights.retriever.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When requests are sent, and when again. */
class PacingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

    private final Retry retry = new Retry(4, Duration.ofMillis(500), CLOCK, new Random(7));

    /** Time that passes only where somebody waits. */
    private static final class TestPace implements Pace {
        private final List<Duration> pauses = new ArrayList<>();
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
            now += duration.toNanos();
        }
    }

    @Test
    void shouldLetNoMoreBeginWithinAnyStretchOfTime() throws InterruptedException {
        // Given
        var pace = new TestPace();
        var limit = new RateLimit(2, Duration.ofSeconds(10), pace);

        // When
        for (int i = 0; i < 5; i++) {
            limit.await();
        }

        // Then
        assertThat(pace.pauses).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void shouldDoubleJitteredPausesUntilNoAttemptIsLeft() {
        // When
        List<Optional<Duration>> pauses = List.of(1, 2, 3, 4).stream()
                .map(attempt -> retry.pause(attempt, Optional.empty()))
                .toList();

        // Then
        assertThat(pauses.get(0).orElseThrow()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1).orElseThrow()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.get(2).orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pauses.get(3)).isEmpty();
    }

    @Test
    void shouldWaitAsLongAsTheAnswerAsks() {
        // When
        Duration seconds = retry.pause(1, Optional.of("30")).orElseThrow();
        Duration date =
                retry.pause(1, Optional.of("Mon, 23 Nov 2026 10:01:00 GMT")).orElseThrow();
        Duration nonsense = retry.pause(1, Optional.of("soon")).orElseThrow();

        // Then
        assertThat(seconds).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(date).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
        assertThat(nonsense).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void shouldTryAgainWhatPassesOnly() {
        // Then
        assertThat(Retry.isPassing(429, false)).isTrue();
        assertThat(Retry.isPassing(502, false)).isTrue();
        assertThat(Retry.isPassing(403, true)).isTrue();
        assertThat(Retry.isPassing(403, false)).isFalse();
        assertThat(Retry.isPassing(404, true)).isFalse();
    }
}
