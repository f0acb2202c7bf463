package io.techinsights.factstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDatetimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:20:30.123Z, 2026-11-23T10:20:30.123Z",
        "'2026-11-23T10:20:30,5Z', 2026-11-23T10:20:30.500Z",
        "2026-11-23T10:20:30.123999+02:00, 2026-11-23T08:20:30.123Z",
        "2026-11-23T10:20:30-0330, 2026-11-23T13:50:30Z",
        "2026-11-23T10:20+02, 2026-11-23T08:20:00Z",
        "2026-11-23T10:20:30, 2026-11-23T10:20:30Z",
        "2026-11-23T10:20:30[Europe/Paris], 2026-11-23T09:20:30Z",
        "2026-11-23T10:20, 2026-11-23T10:20:00Z",
        "2026-11-23T10, 2026-11-23T10:00:00Z",
        "2026-11-23T24:00, 2026-11-24T00:00:00Z",
        "2026-11-23, 2026-11-23T00:00:00Z",
        "20261123, 2026-11-23T00:00:00Z",
        "20261123T102030Z, 2026-11-23T10:20:30Z",
        "2026-11, 2026-11-01T00:00:00Z",
        "2026, 2026-01-01T00:00:00Z",
        "2026-W48-1, 2026-11-23T00:00:00Z",
        "2026W481, 2026-11-23T00:00:00Z",
        "2026-W48, 2026-11-23T00:00:00Z",
        "2026-W01, 2025-12-29T00:00:00Z",
        "2026-W53-7, 2027-01-03T00:00:00Z",
        "2026-327, 2026-11-23T00:00:00Z",
        "2026327T10:00Z, 2026-11-23T10:00:00Z",
        "+002026-11-23, 2026-11-23T00:00:00Z"
    })
    void shouldReadEveryForm(String text, Instant expected) {
        assertThat(IsoDatetime.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "1764000000000",
                "2026-13-01",
                "2026-02-30",
                "2026-366",
                "2025-W53",
                "2026-W48-8",
                "2026-11-23 10:00",
                "2026-11-23T25:00",
                "2026-11-23T24:01",
                "2026-11-23T10:60",
                "2026-06-01T12:00:00 02:00",
                "2026-11-23T10:00+19:00",
                "2026-11-23T10:00[Nowhere/There]"
            })
    void shouldReadNothingElse(String text) {
        assertThat(IsoDatetime.parse(text)).isEmpty();
    }
}
