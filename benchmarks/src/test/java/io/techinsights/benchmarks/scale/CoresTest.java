package io.techinsights.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {

    @Test
    void shouldReadWhichCoresLinuxAllows() {
        assertThat(Cores.allowed(List.of("Name:\tjava", "Cpus_allowed:\t37", "Cpus_allowed_list:\t0-2,4,6-7")))
                .containsExactly(0, 1, 2, 4, 6, 7);
        assertThat(Cores.allowed(List.of("Cpus_allowed_list:\t3"))).containsExactly(3);
        assertThat(Cores.allowed(List.of())).isEmpty();
    }

    @Test
    void shouldDealOutCoresInTurns() {
        // Given
        var cores = new Cores(List.of(2, 3));

        // Then
        assertThat(cores.starter(0)).containsExactly("taskset", "-c", "2");
        assertThat(cores.starter(3)).containsExactly("taskset", "-c", "3");
        assertThat(cores.describe(2)).isEqualTo("each on a core of its own");
        assertThat(cores.describe(3)).isEqualTo("up to 2 on each of 2 cores");
    }

    @Test
    void shouldKeepNobodyToACoreWhereThatCannotBe() {
        // Given
        var cores = new Cores(List.of());

        // Then
        assertThat(cores.starter(1)).isEmpty();
        assertThat(cores.describe(4)).isEqualTo("on no core of their own");
    }
}
