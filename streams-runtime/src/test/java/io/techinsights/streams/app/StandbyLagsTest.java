package io.techinsights.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.streams.query.Staleness;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.TestLagInfo;
import org.junit.jupiter.api.Test;

class StandbyLagsTest {
    private final StandbyLags lags = new StandbyLags();

    private void look(long position, long end, long now) {
        look(position, end, true, now);
    }

    private void look(long position, long end, boolean updating, long now) {
        lags.look(Map.of("latest", Map.of(3, lag(position, end))), updating, now);
    }

    private static LagInfo lag(long position, long end) {
        return TestLagInfo.of(position, end);
    }

    @Test
    void shouldSayHowLongAgoACopyHadAllThereWas() {
        // When
        look(0, 100, 1000);
        look(60, 150, 1500);
        look(110, 200, 2000);

        // Then
        assertThat(lags.of("latest", 3, 2100)).contains(new Staleness(Duration.ofMillis(1100), 90));
    }

    @Test
    void shouldNotKnowUntilACopyHadAllOnce() {
        // When
        look(0, 100, 1000);
        look(60, 150, 1500);

        // Then
        assertThat(lags.of("latest", 3, 1600)).isEmpty();
        assertThat(lags.of("latest", 4, 1600)).isEmpty();
        assertThat(lags.of("other", 3, 1600)).isEmpty();
    }

    @Test
    void shouldTakeTheMarkerOfATransactionForNothing() {
        // When
        look(99, 100, 1000);

        // Then
        assertThat(lags.of("latest", 3, 1000)).contains(new Staleness(Duration.ZERO, 1));
    }

    @Test
    void shouldTakeWhatIsLeftForNothingWhereNothingMovesAnyMore() {
        // When
        for (int looks = 0; looks <= 10; looks++) {
            assertThat(lags.of("latest", 3, 1000 + 500L * looks)).isEmpty();
            look(90, 100, 1000 + 500L * looks);
        }

        // Then
        assertThat(lags.of("latest", 3, 6000)).contains(new Staleness(Duration.ZERO, 10));
    }

    @Test
    void shouldNotTakeForCompleteWhatStandsStillWhileOthersAreRestored() {
        // When
        for (int looks = 0; looks <= 20; looks++) {
            look(0, 100, false, 1000 + 500L * looks);
        }

        // Then
        assertThat(lags.of("latest", 3, 11_000)).isEmpty();
    }

    @Test
    void shouldForgetWhatMovedAway() {
        // Given
        look(100, 100, 1000);

        // When
        lags.look(Map.of("latest", Map.of()), true, 1500);

        // Then
        assertThat(lags.of("latest", 3, 1500)).isEmpty();
    }
}
