package io.techinsights.benchmarks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many bytes files take, of those that a fact store and its changelogs consist of. */
final class DiskUse {
    private final Path state;
    private final Path logs;
    private final String appId;

    DiskUse(StoreUnderLoad store, StoreBroker broker) {
        appId = store.appId();
        state = store.state();
        logs = broker.logs();
    }

    /** What RocksDB keeps of a store, over all partitions, its own logs of what it did left out. */
    long state(String store) {
        String folder = "/rocksdb/" + store + "/";
        return bytes(
                state,
                file -> file.toString().contains(folder)
                        && !file.getFileName().toString().startsWith("LOG"));
    }

    /** The records of a store's changelog, over all partitions, without what is about to be deleted. */
    long changelog(String store) {
        return topic(appId + "-" + store + "-changelog");
    }

    /** The records of a topic, over all partitions. */
    long topic(String topic) {
        try (Stream<Path> folders = Files.list(logs)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\Q" + topic + "\\E-\\d+"))
                    .mapToLong(folder -> bytes(folder, file -> file.toString().endsWith(".log")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker deletes files while this looks: one that is gone takes nothing. */
    private static long bytes(Path folder, Predicate<Path> counted) {
        var sum = new AtomicLong();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum.addAndGet(counted.test(file) ? attributes.size() : 0);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum.get();
    }
}
