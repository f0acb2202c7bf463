package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;

class RestoreTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
    private static final int BATCH = 1000;
    private static final int BATCHES = 60;
    private static final int CRASHED = 7;

    /** The row itself, and under its first letters which row came last. A row that is called bad cannot be taken apart. */
    private static final Expansion ROW_AND_LEDGER = (key, value, entries) -> {
        if (text(key.get()).equals("bad")) {
            throw new IllegalStateException("a change that means nothing");
        }
        entries.accept(key, value);
        entries.accept(Bytes.wrap(Arrays.copyOf(key.get(), 4)), key.get());
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Small memtables, so that they reach the disk. */
    public static final class SmallMemtables implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            options.setWriteBufferSize(256L * 1024);
        }

        @Override
        public void close(String store, Options options) {}
    }

    /** A store, and what Kafka Streams would give to it what it reads of its changelog. */
    private record Opened(KeyValueStore<Bytes, byte[]> store, RecordBatchingStateRestoreCallback restoring)
            implements AutoCloseable {
        @Override
        public void close() {
            store.close();
        }
    }

    private static Opened open(Path folder) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallMemtables.class);
        var context = new MockProcessorContext<Void, Void>(config, new TaskId(0, 0), folder.toFile());
        var callback = new AtomicReference<RecordBatchingStateRestoreCallback>();
        var store = PersistentStores.keyValueStore("rows", ROW_AND_LEDGER).get();
        store.init(registering(context.getStateStoreContext(), callback), store);
        return new Opened(store, Objects.requireNonNull(callback.get()));
    }

    private static StateStoreContext registering(
            StateStoreContext context, AtomicReference<RecordBatchingStateRestoreCallback> callback) {
        return (StateStoreContext) Proxy.newProxyInstance(
                RestoreTest.class.getClassLoader(), new Class<?>[] {StateStoreContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals("register")) {
                        callback.set((RecordBatchingStateRestoreCallback) args[1]);
                        return null;
                    }
                    return method.invoke(context, args);
                });
    }

    private static ConsumerRecord<byte[], byte[]> change(int offset) {
        return change(key(offset), offset);
    }

    private static ConsumerRecord<byte[], byte[]> change(String key, int offset) {
        return new ConsumerRecord<>(
                "changelog",
                0,
                offset,
                key.getBytes(StandardCharsets.UTF_8),
                ("row " + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<byte[], byte[]>> batch(int number) {
        return IntStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(RestoreTest::change)
                .toList();
    }

    private static String key(int offset) {
        return String.format(Locale.ROOT, "%03d-%08d", offset * 7 % 251, offset);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String row(Opened opened, String key) {
        return text(opened.store().get(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void shouldSeeWhatWasRestoredAndWhatItMeansAtOnce() {
        try (var opened = open(folder)) {
            for (int i = 0; i < BATCHES; i++) {
                // When
                opened.restoring().restoreBatch(batch(i));

                // Then
                int last = (i + 1) * BATCH - 1;
                assertThat(row(opened, key(last))).isEqualTo("row " + last);
                assertThat(row(opened, key(last).substring(0, 4))).isEqualTo(key(last));
            }
            try (var all = opened.store().all()) {
                assertThat(Stream.generate(() -> all.hasNext() ? all.next() : null)
                                .takeWhile(entry -> entry != null)
                                .count())
                        .isEqualTo(BATCHES * BATCH + 251);
            }
        }
    }

    @Test
    void shouldPutAfterWhatWasRestored() {
        try (var opened = open(folder)) {
            // Given
            opened.restoring().restoreBatch(batch(0));
            var key = Bytes.wrap(key(0).getBytes(StandardCharsets.UTF_8));

            // When
            opened.store().put(key, "new".getBytes(StandardCharsets.UTF_8));
            opened.store().commit(Map.of(CHANGELOG, 0L));

            // Then
            assertThat(row(opened, key(0))).isEqualTo("new");
            assertThat(row(opened, key(0).substring(0, 4))).isEqualTo(key(0));
        }
    }

    @Test
    void shouldFailAllThatFollowsABatchThatCouldNotBeStored() {
        // Given
        var opened = open(folder);
        opened.restoring().restoreBatch(batch(0));
        opened.restoring().restoreBatch(List.of(change("bad", BATCH)));

        // Then
        assertThatThrownBy(() -> opened.restoring().restoreBatch(batch(1))).isInstanceOf(ProcessorStateException.class);
        assertThatThrownBy(() -> opened.store().commit(Map.of(CHANGELOG, (long) BATCH)))
                .isInstanceOf(ProcessorStateException.class);
        assertThatThrownBy(() -> row(opened, key(0))).isInstanceOf(ProcessorStateException.class);
        assertThatThrownBy(opened::close).isInstanceOf(ProcessorStateException.class);
        assertThat(opened.store().isOpen()).isFalse();
        try (var again = open(folder)) {
            assertThat(again.store().committedOffset(CHANGELOG)).isNull();
        }
    }

    /** Restores into the folder that it is given, and is gone without a farewell. */
    static final class Crash {
        private Crash() {}

        public static void main(String[] folder) {
            var opened = open(Path.of(folder[0]));
            for (int i = 0; i < BATCHES; i++) {
                opened.restoring().restoreBatch(batch(i));
                opened.store().commit(Map.of(CHANGELOG, (i + 1L) * BATCH - 1));
            }
            opened.restoring().restoreBatch(batch(BATCHES));
            Runtime.getRuntime().halt(CRASHED);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldHoldAllUpToTheOffsetThatIsFoundAfterACrash() throws Exception {
        // Given
        Process crashing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crash.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(crashing.waitFor()).isEqualTo(CRASHED);

        // When
        try (var found = open(folder)) {
            Long offset = found.store().committedOffset(CHANGELOG);

            // Then
            assertThat(offset).isNotNull().isGreaterThan(BATCH);
            for (int i = 0; i <= offset; i++) {
                assertThat(row(found, key(i))).isEqualTo("row " + i);
            }
        }
    }
}
