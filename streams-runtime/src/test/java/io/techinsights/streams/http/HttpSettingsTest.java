package io.techinsights.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.streams.config.Problems;
import io.techinsights.streams.config.Section;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    private final ObjectNode http = JsonNodeFactory.instance.objectNode();

    private HttpSettings read() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.set("http", http);
        var problems = new Problems();
        var settings = HttpSettings.of(Section.of(configuration, "http", problems), "/api", 7007);
        problems.throwIfAny();
        return settings;
    }

    @Test
    void shouldBeReachedWhereItListens() {
        // Given
        http.put("host", "127.0.0.2");

        // When
        HttpSettings settings = read();

        // Then
        assertThat(settings.advertisedHost()).isEqualTo("127.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void shouldBeReachedAtItsMachineWhereItListensEverywhere(String everywhere) throws Exception {
        // Given
        http.put("host", everywhere);

        // When
        HttpSettings settings = read();

        // Then
        assertThat(settings.host()).isEqualTo(everywhere);
        assertThat(settings.advertisedHost())
                .isEqualTo(InetAddress.getLocalHost().getHostAddress());
    }

    @Test
    void shouldBeReachedWhereItIsTold() {
        // Given
        http.put("host", "0.0.0.0").put("advertisedHost", "facts-1.example");

        // When
        HttpSettings settings = read();

        // Then
        assertThat(settings.advertisedHost()).isEqualTo("facts-1.example");
    }
}
