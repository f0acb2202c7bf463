package io.techinsights.checker.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link PathExpression} by operator precedence. */
final class PathExpressionReader {
    private static final int MAX_DEPTH = 50;
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
            + "|(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)"
            + "|'(?<single>[^'\\\\()]*)'|\"(?<double>[^\"\\\\()]*)\""
            + "|(?<symbol>===|!==|==|!=|<=|>=|&&|\\|\\||[<>+*/%!.()\\[\\]-]|@(?=[.\\s)\\[]|$)))");
    private static final List<Set<String>> PRECEDENCE = List.of(
            Set.of("||"),
            Set.of("&&"),
            Set.of("==", "!=", "===", "!=="),
            Set.of("<", ">", "<=", ">="),
            Set.of("+", "-"),
            Set.of("*", "/", "%"));

    private final String text;
    private final Matcher token;
    private boolean more;
    private int end;
    private int depth;

    private PathExpressionReader(String text) {
        this.text = text.strip();
        this.token = TOKEN.matcher(this.text);
        advance();
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException where it uses more than comparisons, arithmetic, literals and properties
     */
    static PathExpression read(String text) {
        var reader = new PathExpressionReader(text);
        PathExpression expression = reader.binary(0);
        if (reader.more) {
            throw reader.refused("an operator");
        }
        return expression;
    }

    private PathExpression binary(int level) {
        if (level == PRECEDENCE.size()) {
            return unary();
        }
        PathExpression left = binary(level + 1);
        while (more && symbol() != null && PRECEDENCE.get(level).contains(symbol())) {
            String operator = take();
            left = PathExpression.binary(operator, left, binary(level + 1));
        }
        return left;
    }

    private PathExpression unary() {
        if (depth++ > MAX_DEPTH) {
            throw new IllegalArgumentException("'" + text + "' is nested more than " + MAX_DEPTH + " deep");
        }
        PathExpression expression =
                is("!") || is("-") || is("+") ? PathExpression.unary(take(), unary()) : members(primary());
        depth--;
        return expression;
    }

    private PathExpression members(PathExpression object) {
        PathExpression expression = object;
        while (is(".") || is("[")) {
            if (take().equals(".")) {
                expression = PathExpression.member(expression, name());
            } else {
                expression = PathExpression.member(expression, literal());
                expect("]");
            }
        }
        return expression;
    }

    private PathExpression primary() {
        if (is("@")) {
            take();
            return current -> current;
        }
        if (is("(")) {
            take();
            PathExpression inner = binary(0);
            expect(")");
            return inner;
        }
        return literal();
    }

    private PathExpression name() {
        if (!more || token.group("name") == null) {
            throw refused("a name");
        }
        JsonNode name = TextNode.valueOf(take());
        return current -> name;
    }

    private PathExpression literal() {
        JsonNode value = more ? value() : null;
        if (value == null) {
            throw refused("'@', a number, a text without backslashes and brackets, true, false, null or undefined");
        }
        take();
        return current -> value;
    }

    private @Nullable JsonNode value() {
        if (token.group("number") != null) {
            return DoubleNode.valueOf(Double.parseDouble(token.group("number")));
        }
        String quoted = token.group("single") != null ? token.group("single") : token.group("double");
        if (quoted != null) {
            return TextNode.valueOf(quoted);
        }
        String word = token.group("name");
        return word == null
                ? null
                : switch (word) {
                    case "true", "false" -> BooleanNode.valueOf(word.equals("true"));
                    case "null" -> NullNode.getInstance();
                    case "undefined" -> MissingNode.getInstance();
                    default -> null;
                };
    }

    private boolean is(String symbol) {
        return more && symbol.equals(symbol());
    }

    private @Nullable String symbol() {
        return token.group("symbol");
    }

    private String take() {
        String taken = token.group().strip();
        advance();
        return taken;
    }

    private void expect(String symbol) {
        if (!is(symbol)) {
            throw refused("'" + symbol + "'");
        }
        take();
    }

    private void advance() {
        more = end < text.length() && token.region(end, text.length()).lookingAt();
        if (!more && end < text.length()) {
            throw new IllegalArgumentException("'" + text + "' cannot be evaluated: '" + text.substring(end)
                    + "' is not supported; comparisons, arithmetic, literals and properties of '@' are");
        }
        end = more ? token.end() : end;
    }

    private IllegalArgumentException refused(String expected) {
        String found = more ? "'" + token.group().strip() + "'" : "the end";
        return new IllegalArgumentException(
                "'" + text + "' cannot be evaluated: expected " + expected + ", found " + found);
    }
}
