package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Coverage.Definition OLD = new Coverage.Definition("check", "old");
    private static final Coverage.Definition NEW = new Coverage.Definition("check", "new");

    private final Coverage coverage = new Coverage();

    @Test
    void shouldTellWhenTheLastEntityCame() throws Exception {
        // When
        coverage.seen(NEW, 1, 10);
        coverage.seen(NEW, 0, 20);
        coverage.seen(NEW, 1, 30);

        // Then
        assertThat(coverage.await(NEW, 2, Duration.ZERO)).isEqualTo(20);
    }

    @Test
    void shouldCountEachEntityOnceAndByItsDefinition() {
        // When
        coverage.seen(OLD, 0, 10);
        coverage.seen(OLD, 1, 10);
        coverage.seen(NEW, 0, 20);
        coverage.seen(NEW, 0, 30);

        // Then
        assertThatThrownBy(() -> coverage.await(NEW, 2, Duration.ZERO))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("1 of 2 entities have a result of 'check' after PT0S");
    }
}
