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
    private final RecentWrites recent = new RecentWrites(RecentWritesTest::isLedger, ROOM, this::write, tasks::add);

    private static boolean isLedger(Bytes key) {
        return key.get()[0] == 'L';
    }

    private void write(List<Write> writes) {
        writes.forEach(write -> written.add(write.key() + "=" + (write.value() == null ? null : write.value().length)));
    }

    private void put(String key, int size) {
        recent.put(new Write(bytes(key), size < 0 ? null : new byte[size]));
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    private void finish() {
        recent.finish(KeyRange.ALL);
    }

    private boolean isKnown(String key) {
        return recent.get(bytes(key)).isPresent();
    }

    @Test
    void shouldWriteTheLastOfEachKeyInTheOrderOfKeys() {
        // Given
        put("b", 1);
        put("a", 2);
        put("b", -1);

        // When
        finish();

        // Then
        assertThat(written).containsExactly("a=2", "b=null");
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
        finish();
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
        finish();
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
        finish();
        put("a", 2);
        finish();
        put("a", -1);

        // Then
        assertThat(recent.get(bytes("a")))
                .hasValueSatisfying(write -> assertThat(write.value()).isNull());
    }

    @Test
    void shouldForgetInTheEndWhateverIsPut() {
        // Given
        for (int i = 0; i < 1000; i++) {
            put("key" + i, 100);
            finish();
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
        recent.finish(new KeyRange(bytes("c"), null));
        recent.finish(new KeyRange(null, bytes("a")));

        // Then
        assertThat(written).isEmpty();
        recent.finish(new KeyRange(bytes("a"), bytes("b")));
        assertThat(written).containsExactly("b=1");
    }

    @Test
    void shouldHaveSeveralBatchesOnTheirWayOneAfterTheOther() {
        // Given
        List<Runnable> waiting = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        var ahead = new RecentWrites(
                key -> false, ROOM, writes -> writes.forEach(write -> taken.add(text(write.key()))), waiting::add);
        for (String key : List.of("c", "b", "a")) {
            ahead.put(new Write(bytes(key), new byte[1]));
            ahead.begin();
        }
        boolean before = taken.isEmpty();

        // When
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
        ahead.finish(KeyRange.ALL);

        // Then
        assertThat(before).isTrue();
        assertThat(taken).containsExactly("c", "b", "a");
    }

    private static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldHoldBackWhatIsWrittenAgainAndAgain() {
        // Given
        put("L1", 1);
        put("a", 1);
        recent.begin();
        put("L1", 2);
        tasks.remove().run();

        // When
        recent.finish(new KeyRange(bytes("a"), null));

        // Then
        assertThat(written).containsExactly("a=1");
        assertThat(isKnown("L1")).isTrue();
        recent.finish(new KeyRange(bytes("L"), bytes("M")));
        assertThat(written).containsExactly("a=1", "L1=2");
    }

    @Test
    void shouldWriteWhatItHoldsBackWhenItNeedsTooMuchRoom() {
        // Given
        int large = (int) (HeldWrites.MOST_BYTES / 3);
        put("L1", large);
        put("L1", large);
        put("L2", large);
        put("L1", -1);
        put("L3", large);
        boolean before = tasks.isEmpty();

        // When
        put("L4", large);

        // Then
        assertThat(before).isTrue();
        assertThat(isKnown("L1")).isTrue();
        assertThat(isKnown("L4")).isTrue();
        tasks.remove().run();
        assertThat(written).containsExactly("L1=null", "L2=" + large, "L3=" + large, "L4=" + large);
    }

    @Test
    void shouldShareTheRoomForWhatIsHeldBack() {
        // Given
        List<RecentWrites> others = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            var other = new RecentWrites(key -> true, 0, writes -> {}, Runnable::run);
            other.put(new Write(bytes("a"), new byte[1]));
            others.add(other);
        }

        // When
        put("L1", (int) (HeldWrites.MOST_BYTES / 3));

        // Then
        assertThat(tasks).hasSize(1);
        others.forEach(RecentWrites::clear);
    }

    @Test
    void shouldTellWhoeverFollowsThatAWriteFailed() {
        // Given
        var failing = new RecentWrites(
                key -> false,
                ROOM,
                writes -> {
                    throw new IllegalStateException("disk full");
                },
                Runnable::run);
        failing.put(new Write(Bytes.wrap(new byte[1]), new byte[1]));
        failing.begin();

        // Then
        assertThatThrownBy(() -> failing.finish(KeyRange.ALL)).hasMessage("disk full");
        assertThatThrownBy(failing::clear).hasMessage("disk full");
        assertThat(failing.get(Bytes.wrap(new byte[1]))).isEmpty();
    }
}
