package io.techinsights.checker.drl;

import java.util.List;
import java.util.OptionalInt;

/** A DRL text, and where things are in it. */
final class DrlText {
    private final String text;
    private final List<Token> tokens;

    DrlText(String text) {
        this.text = text;
        this.tokens = Token.of(text);
    }

    String text() {
        return text;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** A problem at a character of the text. */
    DrlProblem problem(int offset, String reason) {
        int end = Math.max(0, Math.min(offset, text.length()));
        int line = 1;
        int start = 0;
        for (int next = text.indexOf('\n'); next >= 0 && next < end; next = text.indexOf('\n', next + 1)) {
            line++;
            start = next + 1;
        }
        return new DrlProblem(line, end - start + 1, reason);
    }

    /** The character at a line and column, both counted from 1; the end of the text where it is shorter. */
    int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                return text.length();
            }
            start = next + 1;
        }
        return Math.min(text.length(), start + Math.max(0, column - 1));
    }

    /** Where a piece of code begins, however it is spaced, first from a character on, then anywhere. */
    OptionalInt find(String code, int from) {
        List<Token> wanted = Token.of(code);
        OptionalInt found = find(wanted, from);
        return found.isPresent() || from <= 0 ? found : find(wanted, 0);
    }

    private OptionalInt find(List<Token> wanted, int from) {
        for (int i = 0; !wanted.isEmpty() && i + wanted.size() <= tokens.size(); i++) {
            if (tokens.get(i).start() >= from && startsWith(i, wanted)) {
                return OptionalInt.of(tokens.get(i).start());
            }
        }
        return OptionalInt.empty();
    }

    private boolean startsWith(int index, List<Token> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!tokens.get(index + i).is(wanted.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    /** The first token from a character on; the end of the text where there is none. */
    int nextToken(int offset) {
        return tokens.stream()
                .mapToInt(Token::start)
                .filter(start -> start >= offset)
                .findFirst()
                .orElse(text.length());
    }

    /** Where the first consequence after a character begins, comments included. */
    int consequence(int from) {
        int start = find("then", from).orElse(from) + "then".length();
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }
}
