package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersistentStoresTest {
    private static final int WRITES = 100_000;
    private static final String STORE = "store";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Holds half of the keys back. */
    private static final Expansion HOLDING = new Expansion() {
        @Override
        public void expand(Bytes key, byte @Nullable [] value, BiConsumer<Bytes, byte @Nullable []> entries) {
            entries.accept(key, value);
        }

        @Override
        public boolean isHeld(Bytes key) {
            return key.get()[0] <= '2';
        }
    };

    private record Keeping(KeyValueBytesStoreSupplier store)
            implements ProcessorSupplier<String, String, String, String> {
        @Override
        public Processor<String, String, String, String> get() {
            return new ContextualProcessor<>() {
                @Override
                public void process(Record<String, String> record) {
                    KeyValueStore<String, String> store = context().getStateStore(STORE);
                    store.put(record.key(), record.value());
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.String())
                    .withCachingDisabled()
                    .withLoggingDisabled());
        }
    }

    private TopologyTestDriver driver() {
        return driver(PersistentStores.keyValueStore(STORE));
    }

    private TopologyTestDriver driver(KeyValueBytesStoreSupplier stored) {
        var topology = new Topology();
        topology.addSource("in", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("keep", new Keeping(stored), "in");
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new TopologyTestDriver(topology, config);
    }

    static List<KeyValueBytesStoreSupplier> stores() {
        return List.of(PersistentStores.keyValueStore(STORE), PersistentStores.keyValueStore(STORE, HOLDING));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void shouldHoldWhatWasWrittenHoweverItIsLookedAt(KeyValueBytesStoreSupplier stored) {
        try (var driver = driver(stored)) {
            // Given
            KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
            var model = new TreeMap<String, String>();
            var random = new Random(7);

            for (int i = 0; i < 20_000; i++) {
                // When
                change(store, model, random, i);

                // Then
                String key = key(random);
                assertThat(store.get(key)).isEqualTo(model.get(key));
                if (i % 50 == 0) {
                    compare(store, model, key, key(random));
                }
            }
        }
    }

    private static void change(
            KeyValueStore<String, String> store, NavigableMap<String, String> model, Random random, int i) {
        String key = key(random);
        switch (random.nextInt(8)) {
            case 0 -> assertThat(store.delete(key)).isEqualTo(model.remove(key));
            case 1 -> {
                store.put(key, null);
                model.remove(key);
            }
            case 2 -> {
                store.putAll(List.of(KeyValue.pair(key, "all" + i)));
                model.put(key, "all" + i);
            }
            case 3 -> assertThat(store.putIfAbsent(key, "if" + i)).isEqualTo(model.putIfAbsent(key, "if" + i));
            default -> {
                store.put(key, "value" + i);
                model.put(key, "value" + i);
            }
        }
    }

    private static String key(Random random) {
        return String.format(Locale.ROOT, "%03d", random.nextInt(600));
    }

    private static void compare(
            KeyValueStore<String, String> store, NavigableMap<String, String> model, String one, String other) {
        String from = one.compareTo(other) < 0 ? one : other;
        String to = one.compareTo(other) < 0 ? other : one;
        var range = model.subMap(from, true, to, true);
        String prefix = one.substring(0, 2);
        assertThat(entries(store.range(from, to))).containsExactlyElementsOf(range.entrySet());
        assertThat(entries(store.reverseRange(from, to)))
                .containsExactlyElementsOf(range.descendingMap().entrySet());
        assertThat(entries(store.all())).containsExactlyElementsOf(model.entrySet());
        assertThat(entries(store.reverseAll()))
                .containsExactlyElementsOf(model.descendingMap().entrySet());
        assertThat(entries(store.prefixScan(prefix, new StringSerializer())))
                .containsExactlyElementsOf(model.subMap(prefix, prefix + ":").entrySet());
    }

    private static List<Map.Entry<String, String>> entries(KeyValueIterator<String, String> iterator) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(entry -> entries.add(Map.entry(entry.key, entry.value)));
        }
        return entries;
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldAnswerWhileItIsWritten() throws Exception {
        // Given
        try (var driver = driver()) {
            KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
            KeyQuery<String, String> query = KeyQuery.withKey("key");
            var done = new AtomicBoolean();
            CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(
                    () -> {
                        int answers = 0;
                        while (!done.get()) {
                            answers += store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                                            .isSuccess()
                                    ? 1
                                    : 0;
                        }
                        return answers;
                    },
                    task -> new Thread(task).start());

            // When
            var input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            for (int i = 0; i < WRITES; i++) {
                input.pipeInput("key", "value");
            }
            done.set(true);

            // Then
            assertThat(asked.get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void shouldAnswerWithWhatIsStored() {
        // Given
        try (var driver = driver()) {
            KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
            List.of("a", "b", "c").forEach(key -> store.put(key, key + key));

            // Then
            assertThat(ask(store, new StoredValues(List.of(bytes("c"), bytes("x"), bytes("a")))))
                    .extracting(value -> value == null ? null : new String(value, StandardCharsets.UTF_8))
                    .containsExactly("cc", null, "aa");
            assertThat(values(store, StoredRange.ascending(bytes("a"), bytes("b"))))
                    .containsExactly("aa", "bb");
            assertThat(values(store, StoredRange.ascending(bytes("b"), null))).containsExactly("bb", "cc");
            assertThat(values(store, StoredRange.ascending(null, null))).containsExactly("aa", "bb", "cc");
            assertThat(values(store, new StoredRange(bytes("a"), bytes("b"), true)))
                    .containsExactly("bb", "aa");
        }
    }

    @Test
    void shouldSayThatAClosedStoreCannotBeAsked() {
        // Given
        var driver = driver();
        KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
        driver.close();

        // When
        var answer = store.query(StoredRange.ascending(null, null), PositionBound.unbounded(), new QueryConfig(false));

        // Then
        assertThat(answer.getFailureReason()).isEqualTo(FailureReason.STORE_EXCEPTION);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <R> R ask(KeyValueStore<String, String> store, Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
    }

    private static List<String> values(KeyValueStore<String, String> store, StoredRange query) {
        List<String> values = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = ask(store, query)) {
            found.forEachRemaining(entry -> values.add(new String(entry.value, StandardCharsets.UTF_8)));
        }
        return values;
    }
}
