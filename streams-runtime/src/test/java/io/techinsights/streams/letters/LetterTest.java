package io.techinsights.streams.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.error.LetterOrigin;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, letters and reasons, as they are read. */
class LetterTest {
    private static ConsumerRecord<byte[], byte[]> letter(long offset, String topic, long origin) {
        var record = new ConsumerRecord<>("dead-letters.facts", 1, offset, new byte[] {1}, new byte[] {1, 2});
        DeadLetters.headers(new RecordHeaders(), "bad 'one'", new IllegalStateException(), topic, 3, origin, 1_000)
                .forEach(record.headers()::add);
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> mark(String address, String origin) {
        var record = new ConsumerRecord<>("dead-letters.facts", 1, 99, new byte[0], new byte[0]);
        record.headers().add(DeadLetters.REPLAYED, address.getBytes(UTF_8));
        record.headers().add(DeadLetters.REPLAYED_ORIGIN, origin.getBytes(UTF_8));
        return record;
    }

    @Test
    void shouldReadTheAddressItWrites() {
        // Given
        var address = new LetterAddress("facts", 3, 1234567890123L);

        // When
        LetterAddress read = LetterAddress.parse(address.toString());

        // Then
        assertThat(address).hasToString("facts-3@1234567890123");
        assertThat(read).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "facts", "facts-1", "facts@1", "facts--1@2", "facts-1@", "facts-1@99999999999999999999"})
    void shouldSayWhatAnAddressIs(String text) {
        // When
        var thrown = assertThatThrownBy(() -> LetterAddress.parse(text));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("facts-0@12 say");
    }

    @Test
    void shouldReadALetter() {
        // When
        Letter letter = Letter.of("facts", letter(5, "facts", 7)).orElseThrow();

        // Then
        assertThat(letter.address()).hasToString("facts-1@5");
        assertThat(letter.origin()).isEqualTo(new LetterOrigin("facts", 3, 7)).hasToString("facts-3@7");
        assertThat(letter.timestamp()).contains(1_000L);
        assertThat(letter.exception()).contains("java.lang.IllegalStateException");
        assertThat(letter.size()).isEqualTo(3);
        assertThat(letter.kind()).isEqualTo("bad …");
    }

    @Test
    void shouldTakeNothingElseForALetter() {
        // Given
        var stranger = new ConsumerRecord<>("dead-letters.facts", 1, 5, new byte[] {1}, new byte[] {1});
        var broken = letter(5, "facts", 7);
        broken.headers().remove(DeadLetters.OFFSET).add(DeadLetters.OFFSET, "x".getBytes(UTF_8));

        // When
        Stream<?> letters = Stream.of(stranger, broken).flatMap(record -> Letter.of("facts", record).stream());

        // Then
        assertThat(letters).isEmpty();
    }

    @Test
    void shouldKnowWhatWasReplayedHereAndByAnotherRole() {
        // Given
        var list = new LetterList();
        list.accept("facts", letter(5, "facts", 7));
        list.accept("checks", letter(6, "facts", 7));
        list.accept("facts", letter(8, "facts", 9));

        // When
        list.accept("facts", mark("facts-1@5", "facts-3@7"));

        // Then
        assertThat(list.letters())
                .extracting(letter -> letter.address() + " " + list.isReplayed(letter))
                .containsExactly("checks-1@6 true", "facts-1@5 true", "facts-1@8 false");
        assertThat(list.replayedAs(new LetterOrigin("facts", 3, 7))).contains(new LetterAddress("facts", 1, 5));
    }

    @Test
    void shouldTakeWhatIsParticularOutOfAReason() {
        // Given
        String one = "The record lies in partition 0, but component:default/a belongs into partition 3: use\n\"x\"";
        String other = "The record lies in partition 2, but component:default/b belongs into partition 1: use \"y\"";

        // When
        String kind = ReasonKind.of(one);

        // Then
        assertThat(kind).isEqualTo(ReasonKind.of(other)).hasSizeLessThanOrEqualTo(100);
        assertThat(kind).startsWith("The record lies in partition …, but … belongs into partition …: use");
    }
}
