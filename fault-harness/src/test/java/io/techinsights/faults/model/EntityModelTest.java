package io.techinsights.faults.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityModelTest {
    private long offset;

    private Arrival of(PushedFacts retriever, long time, Values values) {
        return new Arrival(new Origin(0, offset++), new Row(new Lane("component:default/c1", retriever), time, values));
    }

    @Test
    void shouldSayNothingIsReportedUntilAllFactsOfACheckAre() {
        // Given
        var entity = new EntityModel();

        // When
        entity.arrive(of(PushedFacts.KEPT, 1, new Values(9, true)));
        entity.arrive(of(PushedFacts.RECENT, 2, new Values(9, true)));

        // Then
        assertThat(entity.statuses(CheckModel.FLAGS)).containsExactly(Status.NOT_REPORTED, Status.PASSED);
        assertThat(entity.statuses(CheckModel.KEPT_HIGH)).containsExactly(Status.NOT_REPORTED, Status.PASSED);
        assertThat(entity.status(CheckModel.LEVELS)).isEqualTo(Status.NOT_REPORTED);
    }

    @Test
    void shouldSayAChangeOnce() {
        // Given
        var entity = new EntityModel();

        // When
        entity.arrive(of(PushedFacts.KEPT, 1, new Values(9, true)));
        entity.arrive(of(PushedFacts.KEPT, 2, new Values(8, true)));
        entity.arrive(of(PushedFacts.KEPT, 3, new Values(2, true)));

        // Then
        assertThat(entity.statuses(CheckModel.KEPT_HIGH))
                .containsExactly(Status.NOT_REPORTED, Status.PASSED, Status.FAILED);
    }
}
