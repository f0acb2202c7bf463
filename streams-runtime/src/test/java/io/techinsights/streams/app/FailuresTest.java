package io.techinsights.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.streams.app.Failures.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;

class FailuresTest {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final Failures failures = new Failures(ConnectException.class, () -> now);

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new StreamsException(new TimeoutException("t")), Kind.AWAY),
                Arguments.of(new StreamsException(new DisconnectException("d")), Kind.AWAY),
                Arguments.of(
                        new StreamsException("x", new IllegalStateException(new ConnectException("c"))), Kind.AWAY),
                Arguments.of(new StreamsException(new ProducerFencedException("f")), Kind.AWAY),
                Arguments.of(new StreamsException(new TopicAuthorizationException("a")), Kind.REFUSED),
                Arguments.of(new MissingSourceTopicException("m"), Kind.TOPICS),
                Arguments.of(
                        new ProcessorStateException("p", new RocksDBException("No space left on device")), Kind.STATE),
                Arguments.of(new StreamsException(new IOException("No space left on device")), Kind.STATE),
                Arguments.of(new StreamsException(new IllegalStateException("bug")), Kind.UNEXPECTED));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldKnowWhatAFailureMeans(Exception error, Kind kind) {
        // When
        Failures.Failure failure = failures.failed(error);

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.describe()).contains("1 failure since 2026-11-20T10:00:00Z");
    }

    @Test
    void shouldWaitLongerFromFailureToFailureAndNoLongerThanTheKindAllows() {
        // When
        Stream<Duration> backOffs = IntStream.range(0, 6).mapToObj(i -> {
            Failures.Failure failure = failures.failed(new TimeoutException("t"));
            now = now.plus(failure.backOff()).plusSeconds(5);
            return failure.backOff();
        });

        // Then
        assertThat(backOffs.map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void shouldBeOverWhenTheBackOffIsAndBeginAnewAfterACalm() {
        // Given
        failures.failed(new TimeoutException("t"));
        failures.failed(new TimeoutException("t"));

        // When
        boolean during = failures.current().isPresent();
        now = now.plusSeconds(3);
        boolean after = failures.current().isPresent();
        now = now.plus(Duration.ofMinutes(3));
        Failures.Failure next = failures.failed(new TimeoutException("t"));

        // Then
        assertThat(during).isTrue();
        assertThat(after).isFalse();
        assertThat(next.count()).isOne();
    }
}
