package io.techinsights.factstore.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.StoredBytes;
import io.techinsights.factstore.latest.Origin;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.schemas.topic.LatestFactHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the stores of expiry and of who left since the first release. */
class StoredLifecycleTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private static final String PETSTORE_BYTES = StoredBytes.hex("component:default/petstore");
    private static final ExpiryKey PLACE = ExpiryKey.of(new EntityKey(PETSTORE, "coverage"), 1_793_528_400_125L);
    private static final String PLACE_BYTES = StoredBytes.hex("coverage") + "00" + "800001a1969f88fd" + PETSTORE_BYTES;
    private static final FactEnds ENDS = new FactEnds(Map.of("ti.facts", 42L, "ti.more", 7L));
    private static final String ENDS_BYTES = StoredBytes.hex("ti.facts@42;ti.more@7");
    private static final String OFFSET = StoredBytes.hex("offset");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldReadThePlacesThatWereStored() {
        try (var bytes = new StoredBytes<>(ExpiryQueue.store(), folder)) {
            // Given
            bytes.put(PLACE_BYTES, "");

            // When
            List<ExpiryKey> due = new ExpiryQueue(bytes.store()).due("coverage", Long.MAX_VALUE, 10);

            // Then
            assertThat(due).containsExactly(PLACE);
        }
    }

    @Test
    void shouldStorePlacesSo() {
        try (var bytes = new StoredBytes<>(ExpiryQueue.store(), folder)) {
            // When
            new ExpiryQueue(bytes.store()).add(PLACE);

            // Then
            assertThat(bytes.all()).containsOnlyKeys(PLACE_BYTES).containsValue("");
        }
    }

    @Test
    void shouldReadWhoWasLeaving() {
        try (var bytes = new StoredBytes<>(Departing.builder(), folder)) {
            // Given
            bytes.put(PETSTORE_BYTES, ENDS_BYTES);

            // When
            var departing = new Departing(bytes.store());

            // Then
            assertThat(departing.isPast(PETSTORE, new Origin("ti.facts", 0, 41)))
                    .isTrue();
            assertThat(departing.isPast(PETSTORE, new Origin("ti.facts", 0, 42)))
                    .isFalse();
            assertThat(departing.isPast(PETSTORE, new Origin("ti.more", 0, 6))).isTrue();
        }
    }

    @Test
    void shouldStoreWhoIsLeavingSo() {
        try (var bytes = new StoredBytes<>(Departing.builder(), folder)) {
            // When
            new Departing(bytes.store()).add(PETSTORE, ENDS);

            // Then
            assertThat(bytes.all()).containsOnlyKeys(PETSTORE_BYTES).containsValue(ENDS_BYTES);
        }
    }

    @Test
    void shouldReadWhoLeftLast() {
        try (var bytes = new StoredBytes<>(LastDeparture.builder(), folder)) {
            // Given
            bytes.put(OFFSET, "000000000000002a");

            // When
            var headers = new LastDeparture(bytes.store()).mark(new RecordHeaders());

            // Then
            assertThat(headers.lastHeader(LatestFactHeaders.DEPARTURE).value())
                    .isEqualTo("42".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldStoreWhoLeftLastSo() {
        try (var bytes = new StoredBytes<>(LastDeparture.builder(), folder)) {
            // When
            new LastDeparture(bytes.store()).put(42);

            // Then
            assertThat(bytes.all()).containsOnlyKeys(OFFSET).containsValue("000000000000002a");
        }
    }
}
