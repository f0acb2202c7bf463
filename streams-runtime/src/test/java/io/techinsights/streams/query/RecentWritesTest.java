package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
    private static final int ROOM = 5000;
    private final List<String> written = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final RecentWrites recent = new RecentWrites(ROOM, this::write, tasks::add);

    private void write(List<RecentWrites.Write> writes) {
        writes.forEach(write -> written.add(write.key() + "=" + (write.value() == null ? null : write.value().length)));
    }

    private void put(String key, int size) {
        recent.put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), size < 0 ? null : new byte[size]);
    }

    private boolean isKnown(String key) {
        return recent.get(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8))).isPresent();
    }

    @Test
    void shouldWriteInTheOrderOfKeysAndOfWrites() {
        // Given
        put("b", 1);
        put("a", 2);
        put("b", -1);

        // When
        recent.finish();

        // Then
        assertThat(written).containsExactly("a=2", "b=1", "b=null");
    }

    @Test
    void shouldKnowWhatIsOnItsWayHoweverLarge() {
        // Given
        put("a", ROOM);
        recent.begin();
        put("b", ROOM);

        // Then
        assertThat(isKnown("a")).isTrue();
        assertThat(isKnown("b")).isTrue();
        assertThat(written).isEmpty();
    }

    @Test
    void shouldForgetWhatWasWrittenLongAgoAndNotAskedForSince() {
        // Given
        put("a", 2000);
        put("b", 2000);
        recent.finish();
        isKnown("a");

        // When
        put("c", 2000);

        // Then
        assertThat(isKnown("a")).isTrue();
        assertThat(isKnown("b")).isFalse();
        assertThat(isKnown("c")).isTrue();
    }

    @Test
    void shouldKnowWhatIsOnItsWayHoweverOftenOthersAreAskedFor() {
        // Given
        put("a", ROOM / 2);
        recent.finish();
        put("b", 2000);
        recent.begin();

        // When
        isKnown("a");
        isKnown("a");

        // Then
        assertThat(isKnown("b")).isTrue();
        assertThat(written).containsExactly("a=2500");
    }

    @Test
    void shouldRememberTheLastOfTheWritesOfAKey() {
        // Given
        put("a", 1);
        recent.finish();
        put("a", 2);
        recent.finish();
        put("a", -1);

        // Then
        assertThat(recent.get(Bytes.wrap("a".getBytes(StandardCharsets.UTF_8))))
                .hasValueSatisfying(write -> assertThat(write.value()).isNull());
    }

    @Test
    void shouldForgetInTheEndWhateverIsPut() {
        // Given
        for (int i = 0; i < 1000; i++) {
            put("key" + i, 100);
            recent.finish();
        }
        put("last", 100);

        // Then
        assertThat(IntStream.range(0, 1000).filter(i -> isKnown("key" + i)).count())
                .isLessThanOrEqualTo(ROOM / 300 + 1);
        assertThat(isKnown("last")).isTrue();
    }

    @Test
    void shouldLeaveWhatLiesOutsideOfARangeWaiting() {
        // Given
        put("b", 1);

        // When
        recent.finish(Bytes.wrap("c".getBytes(StandardCharsets.UTF_8)), null);
        recent.finish(null, Bytes.wrap("a".getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(written).isEmpty();
        recent.finish(
                Bytes.wrap("a".getBytes(StandardCharsets.UTF_8)), Bytes.wrap("b".getBytes(StandardCharsets.UTF_8)));
        assertThat(written).containsExactly("b=1");
    }

    @Test
    void shouldHaveSeveralBatchesOnTheirWayOneAfterTheOther() {
        // Given
        List<Runnable> waiting = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        var ahead =
                new RecentWrites(ROOM, writes -> writes.forEach(write -> taken.add(text(write.key()))), waiting::add);
        for (String key : List.of("c", "b", "a")) {
            ahead.put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), new byte[1]);
            ahead.begin();
        }
        boolean before = taken.isEmpty();

        // When
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
        ahead.finish();

        // Then
        assertThat(before).isTrue();
        assertThat(taken).containsExactly("c", "b", "a");
    }

    private static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldTellWhoeverFollowsThatAWriteFailed() {
        // Given
        var failing = new RecentWrites(
                ROOM,
                writes -> {
                    throw new IllegalStateException("disk full");
                },
                Runnable::run);
        failing.put(Bytes.wrap(new byte[1]), new byte[1]);
        failing.begin();

        // Then
        assertThatThrownBy(failing::finish).hasMessage("disk full");
        assertThatThrownBy(failing::clear).hasMessage("disk full");
        assertThat(failing.get(Bytes.wrap(new byte[1]))).isEmpty();
    }
}
