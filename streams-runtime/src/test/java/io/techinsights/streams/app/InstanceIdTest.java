package io.techinsights.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {
    @Test
    void shouldKeepItsNameAndShareItWithNobody(@TempDir Path folder) {
        // Given
        Path dataDir = folder.resolve("data");
        var instance = new InstanceId(dataDir);
        Optional<String> name = instance.take();

        // When
        Optional<String> other = new InstanceId(dataDir).take();
        instance.close();
        Optional<String> later = instance.take();

        // Then
        assertThat(name).isPresent();
        assertThat(other).isEmpty();
        assertThat(later).isEqualTo(name);
        instance.close();
    }
}
