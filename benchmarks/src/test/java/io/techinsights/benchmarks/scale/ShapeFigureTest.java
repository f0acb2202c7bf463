package io.techinsights.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.benchmarks.scale.ShapeFigure.Shape;
import org.junit.jupiter.api.Test;

class ShapeFigureTest {

    @Test
    void shouldReportAsManyFactsWhateverTheShape() {
        assertThat(new Shape(4, 1_000_000)).satisfies(many -> {
            assertThat(many.perRun(400_000)).isEqualTo(400_000);
            assertThat(many.runs(400_000)).isEqualTo(1);
        });
        assertThat(new Shape(4, 1_000)).satisfies(few -> {
            assertThat(few.perRun(400_000)).isEqualTo(1_000);
            assertThat(few.runs(400_000)).isEqualTo(400);
        });
    }
}
