package io.techinsights.checker.drl;

import io.techinsights.checker.drl.memory.Loop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a question into the condition of every loop of a DRL text, and to the beginning of every function, by which it can be
 * ended from outside. Nothing else changes, and no line moves.
 */
final class LoopGuard {
    private static final String QUESTION = Loop.class.getName() + ".goesOn()";

    private final List<Token> tokens;
    private final Map<Integer, String> insertions = new TreeMap<>();

    private LoopGuard(DrlText text) {
        this.tokens = text.tokens();
    }

    /** The text with guarded loops. */
    static String guard(DrlText text) {
        var guard = new LoopGuard(text);
        guard.findLoops();
        var guarded = new StringBuilder(text.text());
        int moved = 0;
        for (var insertion : guard.insertions.entrySet()) {
            guarded.insert(insertion.getKey() + moved, insertion.getValue());
            moved += insertion.getValue().length();
        }
        return guarded.toString();
    }

    private void findLoops() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("function")) {
                guardBody(i);
            }
            if (tokens.get(i + 1).is("(")) {
                if (tokens.get(i).is("while")) {
                    guardCondition(i + 1, closing(i + 1, ")"));
                } else if (tokens.get(i).is("for")) {
                    int first = closing(i + 1, ";");
                    guardCondition(first, closing(first, ";"));
                }
            }
        }
    }

    /** A function may call itself without end. */
    private void guardBody(int function) {
        int body = closing(closing(function, "("), ")") + 1;
        if (body < tokens.size() && tokens.get(body).is("{")) {
            insertions.put(tokens.get(body).end(), QUESTION + ";");
        }
    }

    /** The condition stands between these two tokens; there is none where a bracket is not closed, or in a for-each. */
    private void guardCondition(int before, int after) {
        if (before >= tokens.size() || after >= tokens.size()) {
            return;
        }
        int start = tokens.get(before).end();
        if (after == before + 1) {
            insertions.put(start, QUESTION);
        } else {
            insertions.put(start, QUESTION + " && (");
            insertions.merge(tokens.get(after).start(), ")", (one, other) -> other + one);
        }
    }

    /** The token that ends what begins after this one, on the same level of brackets; beyond the last where there is none. */
    private int closing(int from, String end) {
        int depth = 0;
        for (int i = from + 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && token.is(end)) {
                return i;
            }
            if (token.is("(") || token.is("{") || token.is("[")) {
                depth++;
            } else if (token.is(")") || token.is("}") || token.is("]")) {
                depth--;
                if (depth < 0) {
                    return tokens.size();
                }
            }
        }
        return tokens.size();
    }
}
