package io.techinsights.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DueFactsTest {
    private static final long MILLI = 1_000_000;
    private static final Position FACT = new Position(1, 7);

    private final DueFacts facts = new DueFacts();
    private final Times times = new Times();

    @Test
    void shouldTakeTheTimeFromWhenAFactWasDue() {
        // When
        facts.sent(FACT, 100 * MILLI, times);
        facts.seen(FACT, 250 * MILLI);

        // Then
        assertThat(facts.waiting()).isZero();
        assertThat(times.maxMillis()).isCloseTo(150, within(0.2));
    }

    @Test
    void shouldTakeAResultThatWasReadBeforeItsFactWasKnown() {
        // When
        facts.seen(FACT, 250 * MILLI);
        facts.sent(FACT, 100 * MILLI, times);

        // Then
        assertThat(facts.waiting()).isZero();
        assertThat(times.maxMillis()).isCloseTo(150, within(0.2));
    }

    @Test
    void shouldCountTheFirstResultOfAFactOnly() {
        // When
        facts.sent(FACT, 0, times);
        facts.seen(FACT, 10 * MILLI);
        facts.seen(FACT, 900 * MILLI);

        // Then
        assertThat(times.count()).isEqualTo(1);
        assertThat(times.maxMillis()).isCloseTo(10, within(0.1));
    }

    @Test
    void shouldWaitForTheResultOfTheVeryFact() {
        // When
        facts.sent(FACT, 0, times);
        facts.seen(new Position(1, 8), MILLI);
        facts.seen(new Position(0, 7), MILLI);

        // Then
        assertThat(facts.waiting()).isEqualTo(1);
        assertThat(times.count()).isZero();
    }
}
