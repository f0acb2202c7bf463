package io.techinsights.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void shouldReadWhatLinuxTells() {
        assertThat(ProcessMemory.of(List.of("Name:\tjava", "VmHWM:\t  634880 kB", "VmRSS:\t  532480 kB")))
                .isEqualTo(new ProcessMemory(520, 620));
        assertThat(ProcessMemory.of(List.of())).isEqualTo(new ProcessMemory(0, 0));
    }

    @Test
    void shouldAddUpThePartsOfTheHeap() {
        // Given
        String metrics = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="PS Eden Space"} 1.048576E7
                jvm_memory_used_bytes{area="heap",id="PS Old Gen"} 3.145728E7
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0E7
                """;

        // Then
        assertThat(Metrics.usedHeapBytes(metrics)).isEqualTo(40L * 1024 * 1024);
        assertThatThrownBy(() -> Metrics.usedHeapBytes("")).hasMessageContaining("jvm_memory_used_bytes");
    }
}
