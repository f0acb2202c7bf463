package io.techinsights.factstore.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrustedClockTest {
    private static final long START = 1_800_000_000_000L;
    private static final long YEAR = Duration.ofDays(365).toMillis();

    private long passed;
    private final TrustedClock clock = new TrustedClock(START, () -> TimeUnit.MILLISECONDS.toNanos(passed));

    private long after(Duration time, long leap) {
        passed += time.toMillis();
        return clock.millis(START + passed + leap) - START - passed;
    }

    @Test
    void shouldFollowTheClockOnTheWallWhereItDriftsOrIsSetBack() {
        // Then
        assertThat(after(Duration.ofMinutes(1), 0)).isZero();
        assertThat(after(Duration.ofMinutes(1), 5_000)).isEqualTo(5_000);
        assertThat(after(Duration.ofMinutes(1), -YEAR)).isEqualTo(-YEAR);
    }

    @Test
    void shouldNotBelieveALeapThatIsTakenBack() {
        // When
        long at = after(Duration.ofMinutes(1), YEAR);
        long later = after(Duration.ofMinutes(13), YEAR);
        long back = after(Duration.ofSeconds(1), 0);

        // Then
        assertThat(at).isZero();
        assertThat(later).isZero();
        assertThat(back).isZero();
    }

    @Test
    void shouldBelieveALeapThatLasts() {
        // Given
        after(Duration.ofMinutes(1), YEAR);

        // When
        long later = after(Duration.ofMinutes(14), YEAR);
        long then = after(Duration.ofMinutes(1), YEAR);

        // Then
        assertThat(later).isEqualTo(YEAR);
        assertThat(then).isEqualTo(YEAR);
    }
}
