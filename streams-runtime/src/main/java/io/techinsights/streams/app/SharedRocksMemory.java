package io.techinsights.streams.app;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** Puts every RocksDB store of the process under one memory budget, whatever their number. */
public final class SharedRocksMemory implements RocksDBConfigSetter {
    /** Setting: the budget in bytes. */
    public static final String MEMORY_BYTES = "rocksdb.memory.bytes";

    static final long DEFAULT_BYTES = 128L * 1024 * 1024;

    private static final class Shared {
        private static volatile @org.jspecify.annotations.Nullable Shared instance;
        private final Cache cache;
        private final WriteBufferManager writeBuffers;

        private Shared(long bytes) {
            cache = new LRUCache(bytes, -1, false, 0.1);
            writeBuffers = new WriteBufferManager(bytes / 2, cache);
        }

        private static synchronized Shared of(long bytes) {
            Shared existing = instance;
            if (existing == null) {
                existing = new Shared(bytes);
                instance = existing;
            }
            return existing;
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Object bytes = configs.get(MEMORY_BYTES);
        Shared shared = Shared.of(bytes == null ? DEFAULT_BYTES : Long.parseLong(bytes.toString()));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(new BloomFilter(10));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.writeBuffers);
        options.setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setWriteBufferSize(16L * 1024 * 1024);
    }

    /** What is shared outlives each store. */
    @Override
    public void close(String storeName, Options options) {}
}
