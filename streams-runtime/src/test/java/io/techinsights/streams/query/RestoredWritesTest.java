package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestoredWritesTest {
    private static final Expansion ROW_AND_LEDGER = (key, value, entries) -> {
        entries.accept(key, value);
        entries.accept(Bytes.wrap(Arrays.copyOf(key.get(), 1)), key.get());
    };

    private final List<String> written = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private void write(List<Write> writes) {
        writes.forEach(write -> written.add(text(write.key().get()) + "=" + text(write.value())));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "gone" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> change(String key, @Nullable String value) {
        return new ConsumerRecord<>(
                "changelog",
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldWriteWhatAKeyCameToBesideTheThreadThatReads() {
        // Given
        var restored = new RestoredWrites(Expansion.NONE, this::write, tasks::add);
        List<ConsumerRecord<byte[], byte[]>> changes = new ArrayList<>(
                List.of(change("b", "1"), change("a", "2"), change("b", "3"), change("c", "4"), change("c", null)));

        // When
        restored.begin(changes);
        changes.clear();

        // Then
        assertThat(written).isEmpty();
        tasks.remove().run();
        restored.await();
        assertThat(written).containsExactly("a=2", "b=3", "c=gone");
    }

    @Test
    void shouldWriteWhatChangesMean() {
        // Given
        var restored = new RestoredWrites(ROW_AND_LEDGER, this::write, Runnable::run);

        // When
        restored.begin(List.of(change("a1", "x"), change("a3", "y"), change("a2", null)));

        // Then
        assertThat(written).containsExactly("a=a2", "a1=x", "a2=gone", "a3=y");
    }

    @Test
    void shouldTellAllWhoFollowThatABatchFailed() {
        // Given
        var restored = new RestoredWrites(
                Expansion.NONE,
                writes -> {
                    throw new IllegalStateException("disk full");
                },
                Runnable::run);
        restored.begin(List.of(change("a", "1")));

        // Then
        assertThatThrownBy(() -> restored.begin(List.of(change("b", "1"))))
                .isInstanceOf(ProcessorStateException.class)
                .hasRootCauseMessage("disk full");
        assertThatThrownBy(restored::await).isInstanceOf(ProcessorStateException.class);
    }
}
