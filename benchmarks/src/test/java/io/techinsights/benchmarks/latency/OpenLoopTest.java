package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long MILLI = 1_000_000;

    private final ManualTime time = new ManualTime();
    private final List<Long> due = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();

    /** Ends with a step, which itself is taken. */
    private OpenLoop.Step upTo(OpenLoop loop, long last) {
        return (number, dueNanos) -> {
            due.add(dueNanos / MILLI);
            taken.add(time.nanos() / MILLI);
            if (number == last) {
                loop.end();
            }
        };
    }

    @Test
    void shouldTakeEachStepWhenItIsDue() {
        // Given
        var loop = new OpenLoop(time, 100);

        // When
        long steps = loop.run(upTo(loop, 4));

        // Then
        assertThat(steps).isEqualTo(5);
        assertThat(due).containsExactly(0L, 10L, 20L, 30L, 40L);
        assertThat(taken).isEqualTo(due);
    }

    @Test
    void shouldLeaveNothingOutWhereAStepTakesLong() {
        // Given
        var loop = new OpenLoop(time, 100);
        OpenLoop.Step step = upTo(loop, 6);

        // When
        loop.run((number, dueNanos) -> {
            step.take(number, dueNanos);
            if (number == 1) {
                time.pauseMillis(35);
            }
        });

        // Then
        assertThat(due).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L);
        assertThat(taken).containsExactly(0L, 10L, 45L, 45L, 45L, 50L, 60L);
        assertThat(loop.mostBehindNanos()).isEqualTo(25 * MILLI);
    }

    @Test
    void shouldTakeWhatIsDueWithinAMillisecondTogether() {
        // Given
        var loop = new OpenLoop(time, 10_000);

        // When
        loop.run((number, dueNanos) -> {
            due.add(dueNanos);
            taken.add(time.nanos());
            if (number == 30) {
                loop.end();
            }
        });

        // Then
        assertThat(taken.stream().distinct()).containsExactly(0L, MILLI, 2 * MILLI, 3 * MILLI);
        assertThat(due).hasSize(31).endsWith(3 * MILLI);
    }

    @Test
    void shouldDoWhatWasDueBeforeTheEnd() {
        // Given
        var loop = new OpenLoop(time, 100);

        // When
        long steps = loop.run((number, dueNanos) -> {
            if (number == 1) {
                time.pauseMillis(50);
                loop.end();
            }
        });

        // Then
        assertThat(steps).isEqualTo(6);
    }

    @Test
    void shouldSayThatThePaceWasNotKept() {
        // Given
        var loop = new OpenLoop(time, 100);

        // Then
        assertThatThrownBy(() -> loop.run((number, dueNanos) -> {
                    time.pauseMillis(20);
                    if (number == 199) {
                        loop.end();
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("The pace of 100/s was not kept: the last of \\d+ was \\d+\\.\\d s late");
    }

    @Test
    void shouldCountWhatAStallKeepsWaiting() {
        // Given: a result 20 ms after its fact was sent, and one second in which nothing can be sent
        var loop = new OpenLoop(time, 100);
        var times = new Times();

        // When
        long steps = loop.run((number, dueNanos) -> {
            if (number == 100) {
                time.pauseMillis(1000);
            }
            times.record(dueNanos, time.nanos() + 20 * MILLI);
            if (number == 999) {
                loop.end();
            }
        });

        // Then: a tenth of the facts were due in that second, and waited half of it on average
        assertThat(steps).isEqualTo(1000);
        assertThat(times.count()).isEqualTo(1000);
        assertThat(times.percentileMillis(50)).isCloseTo(20, within(0.1));
        assertThat(times.percentileMillis(95)).isCloseTo(520, within(11.0));
        assertThat(times.percentileMillis(99)).isCloseTo(920, within(11.0));
        assertThat(times.maxMillis()).isCloseTo(1020, within(1.0));
    }
}
