package io.techinsights.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Has RocksDB do at once what it does as rows come: merge its files into one, compressed as the app's last level is. For an app that is
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
            compact(folder.toString());
        }
    }

    private static void compact(String folder) throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (var options = new Options();
                var database = new DBOptions();
                var family = new ColumnFamilyOptions()
                        .setCompactionStyle(CompactionStyle.UNIVERSAL)
                        .setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
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
}
