package io.techinsights.benchmarks.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.StreamsService;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The least that an app with state can do, beside a fact store and with its settings: each record of the same topic is put
 * into one RocksDB store with a changelog as it came, and nobody reads what is in it.
 */
final class BareStore {
    static final String STORE = "records";
    private static final String ROLE = "bare";

    private final StoreUnderLoad beside;
    private final String topic;
    private final GroupProgress progress;

    /**
     * @param beside the fact store whose load it takes too
     */
    BareStore(StoreUnderLoad beside) {
        this.beside = beside;
        topic = beside.topics().facts(Topics.DEFAULT_FACT_TOPIC).name();
        progress = new GroupProgress(
                beside.admin(),
                beside.kafka().prefix() + ROLE,
                topic,
                beside.kafka().partitions());
    }

    /** Runs it until all that was reported is committed. */
    Pace run() throws Exception {
        try (var app =
                new StreamsService(ROLE, topology(topic), beside.configuration(ROLE), new SimpleMeterRegistry())) {
            app.start();
            return progress.awaitEnd(() -> app.streams().state() != KafkaStreams.State.ERROR);
        }
    }

    static Topology topology(String topic) {
        return new Topology()
                .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic)
                .addProcessor("put", new Puts(), "source");
    }

    private record Puts() implements ProcessorSupplier<byte[], byte[], Void, Void> {
        @Override
        public Processor<byte[], byte[], Void, Void> get() {
            return new Put();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
                    .withCachingDisabled());
        }
    }

    private static final class Put implements Processor<byte[], byte[], Void, Void> {
        private @Nullable KeyValueStore<byte[], byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Objects.requireNonNull(store).put(record.key(), record.value());
        }
    }
}
