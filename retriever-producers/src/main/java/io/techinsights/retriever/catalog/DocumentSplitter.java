package io.techinsights.retriever.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the documents of a YAML stream begin, so that one that is broken does not take the next with it. A line that
 * starts with {@code ---} or {@code ...} ends a document wherever it stands: YAML allows it in no scalar.
 */
final class DocumentSplitter {
    private final List<Piece> pieces = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private int firstLine = 1;
    private boolean begun;

    /**
     * The text of one document.
     *
     * @param number in its file, from 1; empty documents are counted
     * @param firstLine of this text in its file, from 1
     */
    record Piece(int number, int firstLine, String text) {}

    private DocumentSplitter() {}

    static List<Piece> split(String stream) {
        var splitter = new DocumentSplitter();
        String rest = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        int number = 1;
        for (String line : rest.split("(?<=\n)|(?<=\r)(?!\n)")) {
            splitter.line(line, number++);
        }
        splitter.end(number);
        return splitter.pieces;
    }

    private void line(String line, int number) {
        if (isMarker(line, "---")) {
            if (begun) {
                end(number);
            }
            begun = true;
            text.append(line);
        } else if (isMarker(line, "...")) {
            text.append(line);
            end(number + 1);
        } else {
            text.append(line);
            begun = begun || !isPrologue(line);
        }
    }

    private void end(int nextLine) {
        if (begun) {
            pieces.add(new Piece(pieces.size() + 1, firstLine, text.toString()));
        }
        text = new StringBuilder();
        firstLine = nextLine;
        begun = false;
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker) && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    /** What may stand before a document: comments, directives, nothing. */
    private static boolean isPrologue(String line) {
        String content = line.strip();
        return content.isEmpty() || content.charAt(0) == '#' || line.charAt(0) == '%';
    }
}
