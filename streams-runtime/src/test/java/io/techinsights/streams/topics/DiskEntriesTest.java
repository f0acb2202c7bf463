package io.techinsights.streams.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskEntriesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private DiskEntries<String> entries;

    @BeforeEach
    void open() {
        entries = new DiskEntries<>(folder.resolve("view"), bytes -> new String(bytes, StandardCharsets.UTF_8));
        entries.open();
    }

    @AfterEach
    void close() {
        entries.close();
    }

    private void put(String key, String value) {
        entries.put(key, value, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldKeepTheLastValueOfAKey() {
        // When
        put("a", "1");
        put("b", "1");
        put("a", "2");
        entries.remove("b");
        entries.remove("c");

        // Then
        assertThat(entries.get("a")).contains("2");
        assertThat(entries.get("b")).isEmpty();
        assertThat(entries.all()).hasSize(1).containsEntry("a", "2");
    }

    @Test
    void shouldGoThroughAllInTheOrderOfTheirKeys() {
        // Given
        List<String> keys =
                IntStream.range(0, 1_000).mapToObj("key-%04d"::formatted).toList();
        keys.forEach(key -> put(key, "of " + key));

        // Then
        assertThat(entries.all().keySet()).hasSize(1_000).containsExactlyElementsOf(keys);
        assertThat(entries.all().values()).hasSize(1_000).last().isEqualTo("of key-0999");
    }

    @Test
    void shouldBeginAnewWhereAProcessWasKilled() {
        // Given
        put("a", "1");
        entries.close();

        // When
        open();

        // Then
        assertThat(entries.all()).isEmpty();
    }

    @Test
    void shouldNotTakeWhatAnotherHolds() {
        var other = new DiskEntries<>(folder.resolve("view"), bytes -> "");
        assertThatThrownBy(other::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("view").toString());
    }

    @Test
    void shouldSayThatItIsClosed() {
        entries.close();
        assertThatThrownBy(() -> entries.get("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
