package io.techinsights.factstore;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksMemEnv;

/** RocksDB as it is, but for the disk: a store that is opened and closed waits for that longest. */
public final class InMemoryRocks implements RocksDBConfigSetter {
    private static final Env MEMORY = new RocksMemEnv(Env.getDefault());

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setEnv(MEMORY);
    }

    @Override
    public void close(String storeName, Options options) {}
}
