package io.techinsights.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchedSweepTest {

    @Test
    void shouldKnowWhatEachTickDeleted() {
        // Given
        var sweep = new WatchedSweep();

        // When
        sweep.all();
        sweep.counters().expired().increment(1000);
        sweep.all();
        sweep.counters().expired().increment(0);
        sweep.all();
        sweep.counters().expired().increment(7);

        // Then
        assertThat(sweep.ticks()).extracting(WatchedSweep.Tick::rows).containsExactly(1000, 7);
        assertThat(sweep.ticks()).allSatisfy(tick -> assertThat(tick.nanos()).isNotNegative());
        assertThat(sweep.rows()).isEqualTo(1007);
    }
}
