package io.techinsights.checker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** Stores as a topology has them, and below their serdes the bytes that they keep, which another version may have left. */
public final class StoredBytes implements AutoCloseable {
    private final MockProcessorContext<Void, Void> context;
    private final Map<String, StateStore> stores = new TreeMap<>();

    public StoredBytes(Path folder, Iterable<? extends StoreBuilder<?>> builders) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "checks");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        context = new MockProcessorContext<>(config, new TaskId(0, 0), folder.toFile());
        builders.forEach(builder -> {
            StateStore store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            stores.put(store.name(), store);
        });
    }

    /** By which a processor finds the stores. */
    public ProcessorContext<?, ?> context() {
        return context;
    }

    /** Leaves an entry in a store, in hex. */
    public void put(String store, String key, String value) {
        below(store)
                .put(Bytes.wrap(HexFormat.of().parseHex(key)), HexFormat.of().parseHex(value));
    }

    /** All entries of a store, in hex. */
    public Map<String, String> all(String store) {
        var all = new TreeMap<String, String>();
        try (var entries = below(store).all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                all.put(
                        HexFormat.of().formatHex(entry.key.get()),
                        HexFormat.of().formatHex(entry.value));
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> below(String store) {
        var outer = (WrappedStateStore<?, ?, ?>) Objects.requireNonNull(stores.get(store), store);
        return (KeyValueStore<Bytes, byte[]>) outer.wrapped();
    }

    /** A text as it is stored. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        stores.values().forEach(StateStore::close);
    }
}
