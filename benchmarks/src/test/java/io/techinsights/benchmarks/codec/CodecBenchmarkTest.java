package io.techinsights.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is measured here: it is made sure that both ways write and read the same. */
class CodecBenchmarkTest {
    private final CodecBenchmark ours = new CodecBenchmark();
    private final CodecBenchmark bare = new CodecBenchmark();

    @Test
    void shouldWriteTheBytesOfAvroBehindAHeader() throws IOException {
        // Given
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < CodecBenchmark.ROWS; i++) {
            expected.add(bare.encodeBare());
        }

        // When
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < CodecBenchmark.ROWS; i++) {
            byte[] bytes = ours.encode();
            bodies.add(Arrays.copyOfRange(bytes, CodecBenchmark.HEADER, bytes.length));
        }

        // Then
        assertThat(bodies).containsExactlyElementsOf(expected);
        assertThat(bodies.stream().map(Arrays::toString).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void shouldReadTheRowsOfTheRecords() throws IOException {
        // Given
        List<FactRow> rows = new ArrayList<>();
        for (int i = 0; i < CodecBenchmark.ROWS; i++) {
            rows.add(ours.decode());
        }

        // When
        List<FactRow> ofRecords = new ArrayList<>();
        for (FactRow row : rows) {
            ofRecords.add(FactRecords.toRow(row.entity(), bare.decodeBare()));
        }

        // Then
        assertThat(ofRecords).containsExactlyElementsOf(rows);
        assertThat(rows).extracting(FactRow::entity).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> assertThat(row.facts()).hasSize(3));
    }
}
