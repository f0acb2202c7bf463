package io.techinsights.factstore.latest;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.StoredBytes;
import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestRowTest {
    private static final EntityKey OWNER = new EntityKey(EntityRef.parse("component:default/petstore"), "coverage");
    private static final String OWNER_BYTES =
            StoredBytes.hex("component:default/petstore") + "00" + StoredBytes.hex("coverage") + "00";
    private static final String ROW_KEY = OWNER_BYTES + "7ffffffffffffff6";
    private static final String LEDGER_KEY = "01" + OWNER_BYTES;
    private static final Bytes ROW = Bytes.wrap(new byte[] {0, 0, 0, 0, 7, 1});
    private static final String ROW_BYTES = "000000000701";
    private static final Ledger LEDGER =
            new Ledger(KeptRow.once(9, ROW), OldestTimes.of(5, 9), 2, 4, false, new Origin("facts", 3, 42));

    /** What the changelog carries since the first release. */
    private static final String CHANGE = "02" + "05" + "0000000000000009" + "0000000000000005" + "0000000000000002"
            + "0000000000000004" + "00000003" + "000000000000002a" + "0005" + "6661637473" + "01" + "08" + ROW_BYTES;

    @Test
    void shouldBeOneChangeWithTheLedger() {
        assertThat(HexFormat.of().formatHex(NewestRow.write(LEDGER))).isEqualTo(CHANGE);
    }

    @Test
    void shouldMeanTheRowAndTheLedger() {
        assertThat(expanded(ROW_KEY, CHANGE)).isEqualTo(Map.of(ROW_KEY, ROW_BYTES, LEDGER_KEY, CHANGE.substring(2)));
    }

    @Test
    void shouldLeaveEveryOtherChangeAsItIs() {
        String span = "01" + "000000000000000b" + ROW_BYTES;
        String ledgerWithSpans = "02" + "000000000000000b" + "01" + CHANGE.substring(4);
        var deleted = new TreeMap<String, @Nullable String>();
        deleted.put(ROW_KEY, null);

        assertThat(expanded(ROW_KEY, ROW_BYTES)).isEqualTo(Map.of(ROW_KEY, ROW_BYTES));
        assertThat(expanded(ROW_KEY, span)).isEqualTo(Map.of(ROW_KEY, span));
        assertThat(expanded(LEDGER_KEY, ledgerWithSpans)).isEqualTo(Map.of(LEDGER_KEY, ledgerWithSpans));
        assertThat(expanded(ROW_KEY, null)).isEqualTo(deleted);
    }

    @Test
    void shouldPutBothInPlace(@TempDir Path folder) {
        try (var bytes = new StoredBytes<>(LatestFacts.store(), folder)) {
            // Given
            var latest = new LatestFacts(bytes.store());

            // When
            latest.putWithNewest(OWNER, LEDGER);

            // Then
            assertThat(latest.get(OWNER)).contains(LEDGER);
            assertThat(new FactHistory(bytes.store()).get(OWNER, 9)).contains(LEDGER.newest());
            assertThat(latest.keysOf(OWNER.entity())).containsExactly(OWNER);
            assertThat(bytes.all()).containsOnlyKeys(ROW_KEY, LEDGER_KEY);
        }
    }

    private static Map<String, @Nullable String> expanded(String key, @Nullable String value) {
        HexFormat hex = HexFormat.of();
        var entries = new TreeMap<String, @Nullable String>();
        new NewestRow()
                .expand(
                        Bytes.wrap(hex.parseHex(key)),
                        value == null ? null : hex.parseHex(value),
                        (entry, what) ->
                                entries.put(hex.formatHex(entry.get()), what == null ? null : hex.formatHex(what)));
        return entries;
    }
}
