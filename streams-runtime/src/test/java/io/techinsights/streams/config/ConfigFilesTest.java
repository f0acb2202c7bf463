package io.techinsights.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void shouldMergeLaterFilesOverEarlierOnes() throws IOException {
        // Given
        Path first = file("a.yaml", "app: { x: 1 }\nmine: { a: 1, list: [1, 2], deep: { b: 2, c: 3 } }");
        Path second = file("b.yaml", "mine: { list: [3], deep: { c: 4 } }");

        // When
        var merged = new ConfigFiles(Map.of()).read(List.of(first, second), "mine");

        // Then
        assertThat(merged.toString()).isEqualTo("{\"mine\":{\"a\":1,\"list\":[3],\"deep\":{\"b\":2,\"c\":4}}}");
    }

    @Test
    void shouldSubstituteTheEnvironmentAsBackstageDoes() throws IOException {
        // Given
        Path file = file("a.yaml", "mine: { a: '${HOME_TOWN}-x', b: '${UNSET}', c: '$${HOME_TOWN}' }");

        // When
        var read = new ConfigFiles(Map.of("HOME_TOWN", "Bern")).read(List.of(file), "mine");

        // Then
        assertThat(read.toString()).isEqualTo("{\"mine\":{\"a\":\"Bern-x\",\"c\":\"${HOME_TOWN}\"}}");
    }

    @Test
    void shouldPutEnvironmentVariablesOverEveryFile() throws IOException {
        // Given
        Path file = file("a.yaml", "mine: { kafka: { prefix: a } }");

        // When
        var read = new ConfigFiles(Map.of("APP_CONFIG_mine_kafka_prefix", "b", "APP_CONFIG_mine_port", "7"))
                .read(List.of(file), "mine");

        // Then
        assertThat(read.toString()).isEqualTo("{\"mine\":{\"kafka\":{\"prefix\":\"b\"},\"port\":7}}");
    }

    @Test
    void shouldNameEveryFileThatCannotBeRead() throws IOException {
        // Given
        Path broken = file("broken.yaml", "mine:\n  a: [1\n");
        Path twice = file("twice.yaml", "mine:\n  a: 1\n  a: 2\n");
        Path missing = folder.resolve("missing.yaml");

        // When
        var reading = new ConfigFiles(Map.of());

        // Then
        assertThatThrownBy(() -> reading.read(List.of(broken, twice, missing), "mine"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("broken.yaml:")
                .hasMessageContaining("twice.yaml:3")
                .hasMessageContaining("missing.yaml cannot be read");
    }
}
