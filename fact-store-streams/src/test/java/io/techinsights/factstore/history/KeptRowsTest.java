package io.techinsights.factstore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KeptRowsTest {
    private static final Bytes ROW = Bytes.wrap(new byte[] {0, 0, 0, 0, 7, 1});

    private final List<Long> backTo = new ArrayList<>();

    @Test
    void shouldFindTheRowOfAnyTimeAndNeverGoBackToTheOldest() {
        for (int count = 1; count <= 6; count++) {
            // Given
            List<KeptRow> rows = rows(count);
            var kept = new KeptRows(10, rows.get(count - 1), count);

            for (long time = 8; time <= 10L * count + 2; time++) {
                // When
                Optional<KeptRow> found = kept.at(time, scan(rows.subList(0, count - 1)));

                // Then
                int last = (int) Math.min(time / 10, count);
                assertThat(found).isEqualTo(last == 0 ? Optional.empty() : Optional.of(rows.get(last - 1)));
            }
        }
        assertThat(backTo).isNotEmpty().doesNotContain(10L);
    }

    @Test
    void shouldStoreARowAsItCameOrBehindTheTimeUntilWhichItWasObserved() {
        // Given
        KeptRow once = KeptRow.once(5, ROW);
        KeptRow again = once.until(9);

        // When
        byte[] plain = StoredRow.of(once).write();
        byte[] span = StoredRow.of(again).write();

        // Then
        assertThat(plain).isEqualTo(ROW.get());
        assertThat(span).startsWith(1, 0, 0, 0, 0, 0, 0, 0, 9).hasSize(9 + ROW.get().length);
        assertThat(StoredRow.read(plain).at(5)).isEqualTo(once);
        assertThat(StoredRow.read(span).at(5)).isEqualTo(again);
    }

    @Test
    void shouldRefuseARowThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> KeptRow.once(5, ROW).until(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A row was observed from 5 until 4, expected no earlier time");
    }

    /** At 10, 20 and so on. */
    private static List<KeptRow> rows(int count) {
        List<KeptRow> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(KeptRow.once(10L * i, ROW));
        }
        return rows;
    }

    private RowScan scan(List<KeptRow> rows) {
        return new RowScan() {
            @Override
            public List<KeptRow> forward(long from, long to, int limit) {
                return rows.stream()
                        .filter(row -> row.observedAt() >= from && row.observedAt() <= to)
                        .limit(limit)
                        .toList();
            }

            @Override
            public Optional<KeptRow> back(long from, long to) {
                Optional<KeptRow> found =
                        rows.stream().filter(row -> row.observedAt() <= from).reduce((before, after) -> after);
                found.ifPresent(row -> backTo.add(row.observedAt()));
                return found;
            }
        };
    }
}
