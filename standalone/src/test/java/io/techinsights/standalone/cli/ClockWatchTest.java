package io.techinsights.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private Instant wall = Instant.parse("2026-11-20T10:00:00Z");
    private long nanos;
    private final ClockWatch watch = new ClockWatch(() -> wall, () -> nanos);

    private Duration after(Duration onTheWall, Duration counted) {
        wall = wall.plus(onTheWall);
        nanos += counted.toNanos();
        return watch.look();
    }

    @Test
    void shouldTellHowFarTheClockWasSetSinceTheLastLook() {
        // Then
        assertThat(after(Duration.ofSeconds(5), Duration.ofSeconds(5))).isZero();
        assertThat(after(Duration.ofHours(-2), Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(-7201));
        assertThat(after(Duration.ofSeconds(1), Duration.ofSeconds(1))).isZero();
        assertThat(after(Duration.ofHours(3), Duration.ZERO)).isEqualTo(Duration.ofHours(3));
    }
}
