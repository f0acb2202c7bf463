package io.techinsights.retriever.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.streams.http.ApiException;
import org.junit.jupiter.api.Test;

class PushLimitTest {
    private final PushLimit limit = new PushLimit(2);

    @Test
    void shouldRefuseWhatOneRetrieverPushesBeyondIt() {
        limit.during(
                "a",
                () -> limit.during("a", () -> {
                    assertThatThrownBy(() -> limit.during("a", () -> "third"))
                            .isInstanceOfSatisfying(
                                    ApiException.class,
                                    e -> assertThat(e.status()).isEqualTo(429))
                            .hasMessageContaining("2 pushes to 'a' are being taken already");
                    assertThat(limit.<String>during("b", () -> "another's")).isEqualTo("another's");
                    return "";
                }));
    }

    @Test
    void shouldMakeRoomForTheNextWhereOneFails() {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> limit.during("a", () -> {
                        throw new IllegalStateException("away");
                    }))
                    .hasMessage("away");
        }

        // When / Then
        assertThat(limit.<String>during("a", () -> "taken")).isEqualTo("taken");
    }
}
