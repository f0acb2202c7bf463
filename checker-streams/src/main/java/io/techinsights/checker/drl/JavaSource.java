package io.techinsights.checker.drl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java that Drools generated of a DRL text. Consequences and functions stand in it word by word, only spaced differently, so
 * a place in it is found again by the words around it.
 */
final class JavaSource {
    private static final Pattern EXPRESSION =
            Pattern.compile("PredicateInformation\\(\"((?:[^\"\\\\]|\\\\.)*+)\"\\)", Pattern.DOTALL);
    private static final int ENOUGH = 3;

    private final List<Token> tokens;
    private final Optional<String> expression;

    JavaSource(String source) {
        this.tokens = Token.of(source);
        Matcher matcher = EXPRESSION.matcher(source);
        this.expression = matcher.find() ? Optional.of(matcher.group(1).translateEscapes()) : Optional.empty();
    }

    /** The expression of a pattern that the source was made of; empty where it was made of something else. */
    Optional<String> expression() {
        return expression;
    }

    /**
     * Where a piece of this source stands in the text it was made of: several places where the same code stands several times,
     * none where it is not there as it is.
     *
     * @param offset of the piece in this source
     */
    List<Integer> places(int offset, DrlText text) {
        List<Integer> places = new ArrayList<>();
        int index = at(offset);
        if (index < 0 || expression.isPresent()) {
            return places;
        }
        int best = ENOUGH;
        List<Token> others = text.tokens();
        for (int i = 0; i < others.size(); i++) {
            int score = alike(index, others, i);
            if (score > best) {
                places.clear();
                best = score;
            }
            if (score == best) {
                places.add(others.get(i).start());
            }
        }
        return places;
    }

    private int at(int offset) {
        for (int i = 0; i < tokens.size(); i++) {
            if (offset < tokens.get(i).end()) {
                return i;
            }
        }
        return -1;
    }

    /** How many tokens in a row are the same around this one. */
    private int alike(int index, List<Token> others, int other) {
        int before = 0;
        while (same(index - before, others, other - before)) {
            before++;
        }
        int after = 0;
        while (before > 0 && same(index + after, others, other + after)) {
            after++;
        }
        return before + after - 1;
    }

    private boolean same(int index, List<Token> others, int other) {
        return index >= 0
                && other >= 0
                && index < tokens.size()
                && other < others.size()
                && tokens.get(index).is(others.get(other).text());
    }
}
