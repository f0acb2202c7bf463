package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PersistentStoresTest {
    private static final int WRITES = 100_000;
    private static final String STORE = "store";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static final class Keeping implements ProcessorSupplier<String, String, String, String> {
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
            return Set.of(
                    Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(STORE), Serdes.String(), Serdes.String())
                            .withCachingDisabled()
                            .withLoggingDisabled());
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldAnswerWhileItIsWritten() throws Exception {
        // Given
        var topology = new Topology();
        topology.addSource("in", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("keep", new Keeping(), "in");
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        try (var driver = new TopologyTestDriver(topology, config)) {
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
}
