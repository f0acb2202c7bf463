package io.techinsights.faults.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneModelTest {
    private static final Values LOW = new Values(1, true);
    private static final Values HIGH = new Values(8, true);

    private long offset;

    private Arrival at(long time, Values values) {
        var lane = new Lane("component:default/c1", PushedFacts.KEPT);
        return new Arrival(new Origin(0, offset++), new Row(lane, time, values));
    }

    @Test
    void shouldNotTakeALateRowForTheLatest() {
        // Given
        var lane = new LaneModel(PushedFacts.KEPT);

        // When
        lane.arrive(at(5, LOW));
        lane.arrive(at(3, HIGH));

        // Then
        assertThat(lane.latest())
                .extracting(arrival -> arrival.row().observedAt())
                .containsExactly(5L);
        assertThat(lane.kept()).containsExactly(new KeptRow(3, 3, HIGH), new KeptRow(5, 5, LOW));
    }

    @Test
    void shouldTakeTheSameRowForTheLatestAgain() {
        // Given
        var lane = new LaneModel(PushedFacts.KEPT);

        // When
        lane.arrive(at(5, LOW));
        lane.arrive(at(5, LOW));

        // Then
        assertThat(lane.latest())
                .extracting(arrival -> arrival.origin().offset())
                .containsExactly(0L, 1L);
        assertThat(lane.kept()).hasSize(1);
    }

    @Test
    void shouldKeepTheNewestRows() {
        // Given
        var lane = new LaneModel(PushedFacts.RECENT);

        // When
        for (long time : new long[] {10, 20, 30, 40, 5, 35}) {
            lane.arrive(at(time, LOW));
        }

        // Then
        assertThat(lane.kept()).extracting(KeptRow::first).containsExactly(30L, 35L, 40L);
    }

    @Test
    void shouldKeepChanges() {
        // Given
        var lane = new LaneModel(PushedFacts.CHANGED);

        // When
        lane.arrive(at(1, LOW));
        lane.arrive(at(2, LOW));
        lane.arrive(at(2, LOW));
        lane.arrive(at(3, HIGH));
        lane.arrive(at(1, LOW));

        // Then
        assertThat(lane.kept()).containsExactly(new KeptRow(1, 2, LOW), new KeptRow(3, 3, HIGH));
        assertThat(lane.latest())
                .extracting(arrival -> arrival.origin().offset())
                .containsExactly(0L, 1L, 3L);
    }
}
