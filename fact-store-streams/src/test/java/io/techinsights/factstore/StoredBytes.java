package io.techinsights.factstore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** A store as a topology has it, and below its serdes the bytes that it keeps, which another version may have left. */
public final class StoredBytes<K, V> implements AutoCloseable {
    private final KeyValueStore<K, V> store;

    public StoredBytes(StoreBuilder<KeyValueStore<K, V>> builder, Path folder) {
        store = builder.withLoggingDisabled().build();
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "facts");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, InMemoryRocks.class);
        var context = new MockProcessorContext<Void, Void>(config, new TaskId(0, 0), folder.toFile());
        store.init(context.getStateStoreContext(), store);
    }

    /** With its serdes. */
    public KeyValueStore<K, V> store() {
        return store;
    }

    /** Leaves an entry there, in hex. */
    public void put(String key, String value) {
        below().put(Bytes.wrap(HexFormat.of().parseHex(key)), HexFormat.of().parseHex(value));
    }

    /** All entries, in hex. */
    public Map<String, String> all() {
        var all = new TreeMap<String, String>();
        try (var entries = below().all()) {
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
    private KeyValueStore<Bytes, byte[]> below() {
        return (KeyValueStore<Bytes, byte[]>) ((WrappedStateStore<?, ?, ?>) store).wrapped();
    }

    /** A text as it is stored. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        store.close();
    }
}
