package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentSplitterTest {
    @Test
    void shouldNumberDocumentsAndKnowTheirLines() {
        // Given
        String stream = "# licence\n---\na: 1\n---\n\n---\r\nb: 2\r\n...\n# between\n%YAML 1.2\n---\nc: 3";

        // When
        List<DocumentSplitter.Piece> pieces = DocumentSplitter.split(stream);

        // Then
        assertThat(pieces)
                .extracting(DocumentSplitter.Piece::number, DocumentSplitter.Piece::firstLine)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 1),
                        org.assertj.core.groups.Tuple.tuple(2, 4),
                        org.assertj.core.groups.Tuple.tuple(3, 6),
                        org.assertj.core.groups.Tuple.tuple(4, 9));
    }

    @Test
    void shouldNotSplitAtDashesWithinALine() {
        // Given
        String stream = "a: |\n  ---\n  text\nb: ----\n----: c\n";

        // When
        List<DocumentSplitter.Piece> pieces = DocumentSplitter.split(stream);

        // Then
        assertThat(pieces).hasSize(1);
    }

    @Test
    void shouldFindNothingInAFileOfComments() {
        // Given
        String stream = "\uFEFF# nothing\n\n# here";

        // When
        List<DocumentSplitter.Piece> pieces = DocumentSplitter.split(stream);

        // Then
        assertThat(pieces).isEmpty();
    }

    @Test
    void shouldLoseNoText() {
        // Given
        String stream = "a: 1\n--- # two\nb: 2\n---\nc: 3\n...\n";

        // When
        String joined = DocumentSplitter.split(stream).stream()
                .map(DocumentSplitter.Piece::text)
                .reduce("", String::concat);

        // Then
        assertThat(joined).isEqualTo(stream);
    }
}
