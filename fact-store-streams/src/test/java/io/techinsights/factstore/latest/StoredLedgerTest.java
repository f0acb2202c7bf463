package io.techinsights.factstore.latest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.OldestTimes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredLedgerTest {
    private static final Origin ORIGIN = new Origin("facts", 3, 42);
    private static final OldestTimes OLDEST = OldestTimes.of(5);
    private static final OldestTimes TIMES = OldestTimes.of(-3_000_000_000_000L, 5, 9);
    private static final Bytes ROW = Bytes.wrap(new byte[] {0, 0, 0, 0, 7, 1});

    /** What a program wrote that knew of no other rows than such as stand for one time. */
    private static final String FORMAT_1 = "01" + "0000000000000009" + "0000000000000005" + "0000000000000002"
            + "0000000000000004" + "00000003" + "000000000000002a" + "0005" + "6661637473" + "000000000701";

    static Stream<Ledger> ledgers() {
        return Stream.of(
                new Ledger(KeptRow.once(9, ROW), OLDEST, 2, 4, false, ORIGIN),
                new Ledger(new KeptRow(9, 11, ROW), OLDEST, 2, 4, false, ORIGIN),
                new Ledger(KeptRow.once(9, ROW), OLDEST, 2, 4, true, ORIGIN),
                new Ledger(new KeptRow(9, 11, ROW), OLDEST, 2, 4, true, ORIGIN),
                new Ledger(KeptRow.once(9, ROW), TIMES, 4, 4, false, ORIGIN),
                new Ledger(new KeptRow(9, 11, ROW), TIMES, 4, 4, true, ORIGIN));
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void shouldReadWhatItWrote(Ledger ledger) {
        // When
        byte[] bytes = StoredLedger.write(ledger);

        // Then
        assertThat(StoredLedger.read(bytes)).isEqualTo(ledger);
        assertThat(Arrays.copyOfRange(bytes, StoredLedger.rowOf(bytes), bytes.length))
                .isEqualTo(ROW.get());
    }

    @Test
    void shouldReadAndWriteTheFormatOfBeforeWhereARowStandsForOneTime() {
        // Given
        byte[] before = HexFormat.of().parseHex(FORMAT_1);

        // When
        Ledger ledger = StoredLedger.read(before);

        // Then
        assertThat(ledger).isEqualTo(new Ledger(KeptRow.once(9, ROW), OLDEST, 2, 4, false, ORIGIN));
        assertThat(StoredLedger.write(ledger)).isEqualTo(before);
    }

    @Test
    void shouldSayWhichFormatItDoesNotKnow() {
        assertThatThrownBy(() -> StoredLedger.read(new byte[] {3}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("A ledger of format 3 was stored, expected 1, 2, 5 or 6");
    }
}
