package io.techinsights.factstore.latest;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.StoredBytes;
import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in the store of ledgers since the first release. */
class StoredLedgersTest {
    private static final EntityKey KEY = new EntityKey(EntityRef.parse("component:default/petstore"), "coverage");
    private static final String KEY_BYTES =
            "01" + StoredBytes.hex("component:default/petstore") + "00" + StoredBytes.hex("coverage") + "00";
    private static final Origin ORIGIN = new Origin("facts", 3, 42);
    private static final String ORIGIN_BYTES = "00000003" + "000000000000002a" + "0005" + "6661637473";
    private static final Bytes ROW = Bytes.wrap(new byte[] {0, 0, 0, 0, 7, 1});
    private static final String ROW_BYTES = "000000000701";
    private static final OldestTimes FIRST = OldestTimes.of(5);
    private static final OldestTimes FIRST_THREE = OldestTimes.of(-3_000_000_000_000L, 5, 9);
    private static final String NINE = "0000000000000009";
    private static final String FIVE = "0000000000000005";

    /** How many are known beside the first, and the steps between them. */
    private static final String STEPS = "02" + "8ac0f9decfae01" + "08";

    static Stream<Arguments> ledgers() {
        String counted = "0000000000000004" + "0000000000000004" + ORIGIN_BYTES;
        return Stream.of(
                Arguments.of(
                        new Ledger(KeptRow.once(9, ROW), FIRST, 4, 4, false, ORIGIN),
                        "01" + NINE + FIVE + counted + ROW_BYTES),
                Arguments.of(
                        new Ledger(new KeptRow(9, 11, ROW), FIRST, 4, 4, true, ORIGIN),
                        "02" + "000000000000000b" + "01" + NINE + FIVE + counted + ROW_BYTES),
                Arguments.of(
                        new Ledger(new KeptRow(9, 11, ROW), FIRST, 4, 4, false, ORIGIN),
                        "02" + "000000000000000b" + "00" + NINE + FIVE + counted + ROW_BYTES),
                Arguments.of(
                        new Ledger(KeptRow.once(9, ROW), FIRST_THREE, 4, 4, false, ORIGIN),
                        "05" + NINE + "fffffd458210d000" + counted + STEPS + ROW_BYTES),
                Arguments.of(
                        new Ledger(new KeptRow(9, 11, ROW), FIRST_THREE, 4, 4, true, ORIGIN),
                        "06" + "000000000000000b" + "01" + NINE + "fffffd458210d000" + counted + STEPS + ROW_BYTES));
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void shouldReadWhatWasStored(Ledger ledger, String stored, @TempDir Path folder) {
        try (var bytes = new StoredBytes<>(LatestFacts.store(), folder)) {
            // Given
            bytes.put(KEY_BYTES, stored);

            // When
            var found = new LatestFacts(bytes.store()).get(KEY);

            // Then
            assertThat(found).contains(ledger);
        }
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void shouldStoreItSo(Ledger ledger, String stored, @TempDir Path folder) {
        try (var bytes = new StoredBytes<>(LatestFacts.store(), folder)) {
            // When
            new LatestFacts(bytes.store()).put(KEY, ledger);

            // Then
            assertThat(bytes.all()).containsOnlyKeys(KEY_BYTES).containsValue(stored);
        }
    }
}
