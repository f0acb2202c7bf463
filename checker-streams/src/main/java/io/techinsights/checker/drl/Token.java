package io.techinsights.checker.drl;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, number, quoted text or sign of Java or DRL, and where it begins. White space and comments are none.
 */
record Token(String text, int start) {

    int end() {
        return start + text.length();
    }

    boolean is(String other) {
        return text.equals(other);
    }

    /** All tokens of a text, whatever it is; a quote or comment that is not closed goes on to the end of its line or the text. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            boolean means = !Character.isWhitespace(text.charAt(at)) && !isComment(text, at);
            if (means) {
                tokens.add(new Token(text.substring(at, end), at));
            }
            at = end;
        }
        return tokens;
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("//", at) || text.startsWith("/*", at);
    }

    private static int end(String text, int at) {
        char first = text.charAt(at);
        if (text.startsWith("//", at)) {
            return orEnd(text, text.indexOf('\n', at), 0);
        }
        if (text.startsWith("/*", at)) {
            return orEnd(text, text.indexOf("*/", at + 2), 2);
        }
        if (text.startsWith("\"\"\"", at)) {
            return orEnd(text, text.indexOf("\"\"\"", at + 3), 3);
        }
        if (first == '"' || first == '\'') {
            return quoteEnd(text, at, first);
        }
        int end = at + 1;
        while (Character.isJavaIdentifierPart(first)
                && end < text.length()
                && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int orEnd(String text, int found, int length) {
        return found < 0 ? text.length() : found + length;
    }

    private static int quoteEnd(String text, int at, char quote) {
        for (int end = at + 1; end < text.length() && text.charAt(end) != '\n'; end++) {
            if (text.charAt(end) == '\\') {
                end++;
            } else if (text.charAt(end) == quote) {
                return end + 1;
            }
        }
        return orEnd(text, text.indexOf('\n', at), 0);
    }
}
