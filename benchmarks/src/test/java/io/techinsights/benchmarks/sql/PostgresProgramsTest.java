package io.techinsights.benchmarks.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {
    @TempDir
    private Path folder;

    private Path program(String version, String name) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(version).resolve("bin"));
        Path file = Files.createFile(bin.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return bin;
    }

    @Test
    void shouldTakeTheNewestVersionThatHasAServer() throws IOException {
        // Given
        Path newest = program("16", "initdb");
        Path newer = program("15", "initdb");
        program("15", "postgres");
        Path older = program("9", "initdb");
        program("9", "postgres");

        // When
        List<Path> versions = PostgresPrograms.versions(folder);

        // Then
        assertThat(versions).containsExactly(newest, newer, older);
        assertThat(PostgresPrograms.among(versions)).contains(new PostgresPrograms(newer));
    }

    @Test
    void shouldFindNoneWhereThereIsNone() throws IOException {
        assertThat(PostgresPrograms.among(List.of(folder))).isEmpty();
        assertThat(PostgresPrograms.versions(folder.resolve("missing"))).isEmpty();
    }
}
