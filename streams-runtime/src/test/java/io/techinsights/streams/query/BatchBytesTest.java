package io.techinsights.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class BatchBytesTest {
    private static final List<Integer> SIZES = List.of(0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152);

    private final Random random = new Random(7);
    private final List<Write> writes = new ArrayList<>();

    private void write(int keySize, @Nullable Integer valueSize) {
        writes.add(new Write(Bytes.wrap(bytes(keySize)), valueSize == null ? null : bytes(valueSize)));
    }

    private byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] asRocksDbPutsItTogether() throws RocksDBException {
        try (var batch = new WriteBatch()) {
            for (Write write : writes) {
                if (write.value() == null) {
                    batch.delete(write.key().get());
                } else {
                    batch.put(write.key().get(), write.value());
                }
            }
            return batch.data();
        }
    }

    @Test
    void shouldBeWhatRocksDbPutsTogether() throws RocksDBException {
        // Given
        SIZES.forEach(size -> {
            write(size, 1);
            write(1, size);
            write(size, null);
        });
        for (int i = 0; i < 300; i++) {
            write(random.nextInt(300), random.nextBoolean() ? null : random.nextInt(300));
        }

        // When
        byte[] bytes = BatchBytes.of(writes);

        // Then
        assertThat(bytes).isEqualTo(asRocksDbPutsItTogether());
        try (var batch = new WriteBatch(bytes)) {
            assertThat(batch.count()).isEqualTo(writes.size());
        }
    }

    @Test
    void shouldBeNothingOfNothing() throws RocksDBException {
        assertThat(BatchBytes.of(List.of())).isEqualTo(asRocksDbPutsItTogether());
    }
}
