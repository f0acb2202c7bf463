package io.techinsights.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private long nanos;
    private final Lease lease = new Lease(Duration.ofSeconds(6), () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void shouldExpireWhereNobodyConfirmsIt() {
        // When
        pass(Duration.ofSeconds(6));
        var inTime = lease.expired();
        pass(Duration.ofSeconds(2));

        // Then
        assertThat(inTime).isEmpty();
        assertThat(lease.expired()).contains(Duration.ofSeconds(8));
    }

    @Test
    void shouldCountFromWhenItWasAskedAndNotFromTheAnswer() {
        // Given
        long asked = lease.now();
        pass(Duration.ofSeconds(20));

        // When
        lease.confirm(asked);

        // Then
        assertThat(lease.expired()).contains(Duration.ofSeconds(20));
        lease.confirm(lease.now());
        assertThat(lease.expired()).isEmpty();
    }
}
