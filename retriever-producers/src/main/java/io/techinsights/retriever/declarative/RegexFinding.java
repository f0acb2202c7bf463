package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.fact.FactType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a regular expression finds in a file: boolean whether, integer how often, text the first, a set all of them. Of
 * a match its first group counts, the whole of it where there is no group.
 */
record RegexFinding(String file, Pattern pattern, FactType type) implements FileFinding {
    static final Set<FactType> TYPES =
            EnumSet.of(FactType.BOOLEAN, FactType.INTEGER, FactType.STRING, FactType.DATETIME, FactType.SET);

    /**
     * Reads an expression; {@code ^} and {@code $} are of lines.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is '" + regex + "', which is no regular expression: " + e.getDescription(), e);
        }
    }

    @Override
    public String source() {
        return pattern + " in " + file;
    }

    @Override
    public Optional<JsonNode> find(FileTree tree) throws ObservationException {
        Optional<String> text = tree.text(file);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return found(pattern.matcher(new Interruptible(text.get())));
        } catch (StackOverflowError e) {
            throw new ObservationException("the file " + file + " is too much for " + pattern, e);
        }
    }

    private Optional<JsonNode> found(Matcher matcher) {
        return switch (type) {
            case BOOLEAN -> Optional.of(BooleanNode.valueOf(matcher.find()));
            case INTEGER -> Optional.of(IntNode.valueOf((int) matcher.results().count()));
            case SET -> {
                List<String> all =
                        matcher.results().map(RegexFinding::group).distinct().toList();
                yield all.isEmpty() ? Optional.empty() : Optional.of(FileFinding.texts(all));
            }
            default -> matcher.find() ? Optional.of(TextNode.valueOf(group(matcher))) : Optional.empty();
        };
    }

    private static String group(MatchResult match) {
        String group = match.groupCount() > 0 ? match.group(1) : null;
        return group == null ? match.group() : group;
    }

    /** Text that ends the search in it when its thread is interrupted: one expression can take for ever. */
    private record Interruptible(CharSequence text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Interruptible(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
