package io.techinsights.factstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.StoredBytes;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in the store of history since the first release. */
class StoredHistoryTest {
    private static final EntityKey OWNER = new EntityKey(EntityRef.parse("component:default/petstore"), "coverage");
    private static final long TIME = 1_793_528_400_125L;
    private static final Bytes ROW = Bytes.wrap(new byte[] {0, 0, 0, 0, 7, 1});
    private static final String KEY = StoredBytes.hex("component:default/petstore") + "00" + StoredBytes.hex("coverage")
            + "00" + "7ffffe5e69607702";

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(KeptRow.once(TIME, ROW), "000000000701"),
                Arguments.of(new KeptRow(TIME, TIME + 3, ROW), "01" + "000001a1969f8900" + "000000000701"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldReadWhatWasStored(KeptRow row, String stored, @TempDir Path folder) {
        try (var bytes = new StoredBytes<>(LatestFacts.store(), folder)) {
            // Given
            bytes.put(KEY, stored);

            // When
            var found = new FactHistory(bytes.store()).get(OWNER, TIME);

            // Then
            assertThat(found).contains(row);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldStoreItSo(KeptRow row, String stored, @TempDir Path folder) {
        try (var bytes = new StoredBytes<>(LatestFacts.store(), folder)) {
            // When
            new FactHistory(bytes.store()).put(OWNER, row);

            // Then
            assertThat(bytes.all()).containsOnlyKeys(KEY).containsValue(stored);
        }
    }
}
