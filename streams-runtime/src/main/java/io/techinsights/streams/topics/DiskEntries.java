package io.techinsights.streams.topics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * On disk, in the order of their keys: for what may be large. Memory does not grow with it. What a process leaves behind is of no
 * use to the next one, which reads the topic anew.
 */
public final class DiskEntries<V> implements ViewEntries<String, V> {
    private static final int PAGE = 500;
    private static final long BUFFER_BYTES = 8L * 1024 * 1024;

    private final Path folder;
    private final Function<byte[], V> reader;
    private @Nullable Open open;
    private boolean closed;
    private int size;

    private record Open(RocksDB db, Options options, LRUCache cache, WriteOptions unlogged) implements AutoCloseable {
        @Override
        public void close() {
            db.close();
            unlogged.close();
            options.close();
            cache.close();
        }
    }

    /**
     * @param folder of its own, made where it is missing
     * @param reader of values as they lie on the topic
     */
    public DiskEntries(Path folder, Function<byte[], V> reader) {
        this.folder = folder;
        this.reader = reader;
    }

    @Override
    public synchronized void open() {
        RocksDB.loadLibrary();
        var cache = new LRUCache(BUFFER_BYTES);
        var options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(BUFFER_BYTES)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
        try {
            Files.createDirectories(folder);
            RocksDB.destroyDB(folder.toString(), options);
            open = new Open(
                    RocksDB.open(options, folder.toString()), options, cache, new WriteOptions().setDisableWAL(true));
            size = 0;
        } catch (IOException | RocksDBException e) {
            options.close();
            cache.close();
            throw failed(e);
        }
    }

    private IllegalStateException failed(Exception cause) {
        return new IllegalStateException(
                "What was read cannot be kept in " + folder + ": " + cause.getMessage(), cause);
    }

    private Open open(String purpose) {
        Open now = open;
        if (now == null) {
            throw new IllegalStateException(
                    folder + (closed ? " is closed" : " is not open yet") + " and cannot be " + purpose);
        }
        return now;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized Optional<V> get(String key) {
        return Optional.ofNullable(find(key)).map(reader);
    }

    private byte @Nullable [] find(String key) {
        try {
            return open("read").db().get(bytes(key));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void put(String key, V value, byte[] bytes) {
        boolean isNew = find(key) == null;
        try {
            Open to = open("written");
            to.db().put(to.unlogged(), bytes(key), bytes);
            size += isNew ? 1 : 0;
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void remove(String key) {
        boolean isThere = find(key) != null;
        try {
            Open to = open("written");
            to.db().delete(to.unlogged(), bytes(key));
            size -= isThere ? 1 : 0;
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private synchronized int size() {
        return size;
    }

    /** The next entries after a key. An iterator of the store is never left open for somebody who may not come back. */
    private synchronized List<Map.Entry<String, V>> page(@Nullable String after) {
        List<Map.Entry<String, V>> page = new ArrayList<>();
        try (RocksIterator scan = open("read").db().newIterator()) {
            if (after == null) {
                scan.seekToFirst();
            } else {
                scan.seek(bytes(after));
                if (scan.isValid() && Arrays.equals(scan.key(), bytes(after))) {
                    scan.next();
                }
            }
            for (; scan.isValid() && page.size() < PAGE; scan.next()) {
                page.add(new Entry(new String(scan.key(), StandardCharsets.UTF_8), scan.value()));
            }
            scan.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
        return page;
    }

    /** Is read when somebody wants the value. */
    private final class Entry implements Map.Entry<String, V> {
        private final String key;
        private final byte[] bytes;

        Entry(String key, byte[] bytes) {
            this.key = key;
            this.bytes = bytes;
        }

        @Override
        public String getKey() {
            return key;
        }

        @Override
        public V getValue() {
            return reader.apply(bytes);
        }

        @Override
        public V setValue(V value) {
            throw new UnsupportedOperationException();
        }
    }

    /** In the order of the keys, read as somebody goes through them: changes after those gone through show. */
    @Override
    public Map<String, V> all() {
        return new AbstractMap<>() {
            @Override
            public Set<Map.Entry<String, V>> entrySet() {
                return new AbstractSet<>() {
                    @Override
                    public Iterator<Map.Entry<String, V>> iterator() {
                        return new Walk();
                    }

                    @Override
                    public int size() {
                        return DiskEntries.this.size();
                    }
                };
            }
        };
    }

    private final class Walk implements Iterator<Map.Entry<String, V>> {
        private List<Map.Entry<String, V>> page = page(null);
        private int at;

        @Override
        public boolean hasNext() {
            if (at == page.size() && at == PAGE) {
                page = page(page.get(at - 1).getKey());
                at = 0;
            }
            return at < page.size();
        }

        @Override
        public Map.Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(at++);
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
        closed = true;
    }
}
