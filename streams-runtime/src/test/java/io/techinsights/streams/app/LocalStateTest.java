package io.techinsights.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path state;

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    private LocalState local() {
        return new LocalState(state.resolve("facts"), () -> now);
    }

    @BeforeEach
    void use() throws IOException {
        local().open();
        Files.createDirectories(state.resolve("facts/0_1/rocksdb"));
        Files.writeString(state.resolve("facts/0_1/rocksdb/CURRENT"), "rows");
    }

    @Test
    void shouldGoOnWithStateThatWasUsedNotLongAgo() throws IOException {
        // Given
        now = now.plus(LocalState.MAX_UNUSED);
        local().used();
        now = now.plus(LocalState.MAX_UNUSED);

        // When
        local().open();

        // Then
        assertThat(state.resolve("facts/0_1/rocksdb/CURRENT")).exists();
    }

    @Test
    void shouldNotGoOnWithStateThatLayUnusedWhileDeletionsWereForgotten() {
        // Given
        now = now.plus(LocalState.MAX_UNUSED).plus(Duration.ofMinutes(1));

        // When
        local().open();

        // Then
        assertThat(state.resolve("facts")).isEmptyDirectory();
    }

    @Test
    void shouldSayThatTheStateIsOfANewerProgram() throws IOException {
        // Given
        Files.writeString(state.resolve("facts.used"), "format 99\n");

        // When
        assertThatThrownBy(() -> local().open())

                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is of 'format 99', this program knows format 1")
                .hasMessageContaining("start the newer version");
        assertThat(state.resolve("facts/0_1/rocksdb/CURRENT")).exists();
    }

    @Test
    void shouldBeginWhereNothingIs() throws IOException {
        // Given
        Files.delete(state.resolve("facts.used"));

        // When
        local().open();

        // Then
        assertThat(state.resolve("facts/0_1/rocksdb/CURRENT")).exists();
        assertThat(state.resolve("facts.used")).exists();
    }
}
