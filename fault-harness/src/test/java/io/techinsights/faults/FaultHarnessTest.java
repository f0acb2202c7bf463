package io.techinsights.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run of everything; bin/fault-harness does long ones. */
class FaultHarnessTest {
    private static final long SEED = 36;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldSayInTheEndWhatTheModelSays() throws Exception {
        // Given
        var wanted = new HarnessRun.Wanted(
                SEED,
                Duration.ofSeconds(32),
                new Cluster.Size(1, 2, 2),
                EnumSet.allOf(FaultKind.class),
                folder.resolve("run"));

        // When
        boolean equal = new HarnessRun(wanted, System.out).run();

        // Then
        assertThat(equal).as("differences, told above").isTrue();
    }
}
