package io.techinsights.benchmarks.store;

import io.techinsights.streams.app.SharedRocksMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Has RocksDB do at once what it does as rows come: merge its files into one, with the options of the app. For an app that is
 * closed.
 */
final class StateCompaction {
    private StateCompaction() {}

    /** Compacts a store, in all partitions. */
    static void run(Path state, String store) throws IOException, RocksDBException {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(state, 3)) {
            folders = files.filter(file -> file.endsWith(Path.of("rocksdb", store)))
                    .toList();
        }
        for (Path folder : folders) {
            compact(store, folder.toString());
        }
    }

    private static void compact(String store, String folder) throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (var options = options(store);
                var database = new DBOptions();
                var family = new ColumnFamilyOptions(options);
                var rocks = RocksDB.open(
                        database,
                        folder,
                        RocksDB.listColumnFamilies(options, folder).stream()
                                .map(name -> new ColumnFamilyDescriptor(name, family))
                                .toList(),
                        handles)) {
            rocks.compactRange();
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    /** As the app has them: Kafka Streams' style of compaction, and what is set there. */
    private static Options options(String store) {
        Options options = new Options()
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setTableFormatConfig(new BlockBasedTableConfig());
        new SharedRocksMemory().setConfig(store, options, Map.of());
        return options;
    }
}
