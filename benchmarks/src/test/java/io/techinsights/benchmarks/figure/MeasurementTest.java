package io.techinsights.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void shouldTakeMediansAndTheRatioOfEachRound() {
        // Given
        var rounds = List.of(new Round(10, 10), new Round(1, 100), new Round(30, 20));

        // When
        Measurement measured = Measurement.of(rounds);

        // Then
        assertThat(measured.value()).isEqualTo(10);
        assertThat(measured.baseline()).isEqualTo(20);
        assertThat(measured.ratio()).isEqualTo(1);
        assertThat(measured.spread()).isEqualTo(1.49, within(0.0001));
    }

    @Test
    void shouldTakeTheMiddleOfTwoRounds() {
        // Given
        var rounds = List.of(new Round(10, 10), new Round(30, 10));

        // When
        Measurement measured = Measurement.of(rounds);

        // Then
        assertThat(measured.ratio()).isEqualTo(2);
    }

    @Test
    void shouldNotKnowTheSpreadOfOneRound() {
        assertThat(Measurement.of(List.of(new Round(10, 20))).spread()).isNull();
    }

    @Test
    void shouldRefuseWhatWasNotMeasured() {
        assertThatThrownBy(() -> new Round(1, Double.NaN))
                .hasMessageContaining("above zero")
                .hasMessageContaining("NaN");
    }
}
