package io.techinsights.schemas.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-01T12:34:56.789Z, 2026-11-01T12:34:56.789+00:00",
        "2024-02-29T23:59:59.001999999Z, 2024-02-29T23:59:59.001+00:00",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000+00:00",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999+00:00",
        "0000-01-01T00:00:00.010Z, 0000-01-01T00:00:00.010+00:00",
        "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00.000+00:00",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999+00:00",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000+00:00"
    })
    void shouldWriteTimesToTheMillisecondInUtc(Instant time, String text) {
        // When
        String written = FactRow.timestamp(time);

        // Then
        assertThat(written).isEqualTo(text);
    }
}
