package io.techinsights.factstore.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import io.techinsights.factstore.StoredBytes;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.EntityKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the store of pushes since the first release. */
class StoredPushesTest {
    private static final EntityKey OWNER = new EntityKey(EntityRef.parse("component:default/petstore"), "coverage");
    private static final Instant NOW = Instant.parse("2026-11-01T10:20:00.125Z");
    private static final String KEY = StoredBytes.hex("020758/component:default/petstore#coverage#build-1");
    private static final String VALUE = StoredBytes.hex("1793528400125 889f2a6f");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static FactRow row(int lines) {
        return new FactRow(OWNER.id(), "1.0.0", OWNER.entity(), NOW, null, Map.of("lines", IntNode.valueOf(lines)));
    }

    @Test
    void shouldKnowARowThatWasStored() {
        try (var bytes = new StoredBytes<>(KnownPushes.builder(), folder)) {
            // Given
            bytes.put(KEY, VALUE);
            var pushes = new KnownPushes(bytes.store());
            Instant later = NOW.plus(Duration.ofHours(20));

            // When
            boolean isNew = pushes.add(OWNER, "build-1", row(81), later);

            // Then
            assertThat(isNew).isFalse();
            assertThatThrownBy(() -> pushes.add(OWNER, "build-1", row(82), later))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pushed at " + NOW);
        }
    }

    @Test
    void shouldStoreARowSo() {
        try (var bytes = new StoredBytes<>(KnownPushes.builder(), folder)) {
            // When
            new KnownPushes(bytes.store()).add(OWNER, "build-1", row(81), NOW);

            // Then
            assertThat(bytes.all()).containsOnlyKeys(KEY).containsValue(VALUE);
        }
    }
}
