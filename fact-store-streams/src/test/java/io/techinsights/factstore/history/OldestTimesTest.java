package io.techinsights.factstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OldestTimesTest {
    private final OldestTimes times = OldestTimes.of(10, 20, 30);

    @Test
    void shouldNoteARowOnlyWhereNoneCanBeLeftOut() {
        assertThat(times.with(5).times()).containsExactly(5L, 10L, 20L, 30L);
        assertThat(times.with(25).times()).containsExactly(10L, 20L, 25L, 30L);
        assertThat(times.with(20)).isEqualTo(times);
        assertThat(times.with(31)).isEqualTo(times);
    }

    @Test
    void shouldForgetTheLastWhereThereAreTooMany() {
        // Given
        long[] most =
                LongStream.rangeClosed(1, OldestTimes.MOST).map(i -> 10 * i).toArray();

        // When
        OldestTimes one = OldestTimes.of(most).with(5);

        // Then
        assertThat(one.times()).hasSize(OldestTimes.MOST).startsWith(5L, 10L).endsWith(most[most.length - 2]);
    }

    @Test
    void shouldNoteTheNewestWhileThereIsRoom() {
        // Given
        OldestTimes all = OldestTimes.of(0);

        // When
        for (long time = 1; time <= OldestTimes.MOST; time++) {
            all = all.withNewest(time);
        }

        // Then
        assertThat(all.times()).isEqualTo(LongStream.range(0, OldestTimes.MOST).toArray());
    }

    @Test
    void shouldKnowWhetherTheOldestIsKnownWhenSomeAreGone() {
        assertThat(times.outlast(2)).isTrue();
        assertThat(times.without(2).first()).isEqualTo(30);
        assertThat(times.outlast(3)).isFalse();
    }
}
