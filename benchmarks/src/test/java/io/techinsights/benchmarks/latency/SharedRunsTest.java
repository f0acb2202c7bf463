package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedRunsTest {
    private final AtomicInteger made = new AtomicInteger();
    private final SharedRuns<Integer> runs = new SharedRuns<>(made::incrementAndGet);

    @Test
    void shouldGiveEachRunToEveryTakerOnce() throws Exception {
        // Given
        var one = runs.taker();
        var other = runs.taker();
        one.next();
        one.next();

        // When
        int first = other.next();
        int second = other.next();
        int third = other.next();

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(third).isEqualTo(3);
        assertThat(one.next()).isEqualTo(3);
        assertThat(made).hasValue(3);
    }
}
