package io.techinsights.checker.js;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a {@link FactPath}, and says of one that cannot be read where and why. */
final class PathReader {
    private static final Pattern NAME = Pattern.compile("[^.\\[\\];^~`()#'\"@][^.\\[\\];^~`()#'\"]*");
    private static final Pattern QUOTED = Pattern.compile("(['\"])([^\\[\\];^`()#'\"@][^\\[\\];^`()#'\"]*)\\1]");
    private static final Pattern BRACKETED = Pattern.compile("([^\\[\\];^~`()#'\"@][^\\[\\];^~`()#'\"]*)]");
    private static final Pattern SLICE = Pattern.compile("(-?\\d*):(-?\\d*):?(\\d*)");

    private final String text;
    private final List<PathStep> steps = new ArrayList<>();
    private int at;

    PathReader(String text) {
        this.text = text;
    }

    List<PathStep> read() {
        if (text.equals("$") || text.startsWith("$.") || text.startsWith("$[")) {
            at = 1;
        } else {
            steps.add(step(take(NAME, "a name or '$'").group()));
        }
        while (at < text.length()) {
            if (text.startsWith("..", at)) {
                at += 2;
                steps.add(new PathStep.Descendants());
                dotted(true);
            } else if (text.charAt(at) == '.') {
                at++;
                dotted(false);
            } else {
                bracketed();
            }
        }
        return List.copyOf(steps);
    }

    private void dotted(boolean afterTwoDots) {
        boolean nameFollows = at < text.length() && text.charAt(at) != '[';
        if (nameFollows || !afterTwoDots) {
            steps.add(step(take(NAME, "a name").group()));
        }
    }

    private void bracketed() {
        if (text.charAt(at) != '[') {
            throw refused("'.' or '['");
        }
        at++;
        if (text.startsWith("?(", at) || text.startsWith("(", at)) {
            steps.add(evaluated());
            return;
        }
        boolean quoted = text.startsWith("'", at) || text.startsWith("\"", at);
        Matcher content = quoted
                ? take(QUOTED, "one name in quotes and ']'")
                : take(BRACKETED, "a name, an index, '*', a slice or a list of these, and ']'");
        steps.add(step(content.group(quoted ? 2 : 1)));
    }

    private PathStep evaluated() {
        int end = text.indexOf(")]", at);
        if (end < 0) {
            throw refused("an expression and ')]'");
        }
        boolean filter = text.charAt(at) == '?';
        PathExpression expression = PathExpressionReader.read(text.substring(at + (filter ? 2 : 1), end));
        at = end + 2;
        return filter ? new PathStep.Filter(expression) : new PathStep.Computed(expression);
    }

    private Matcher take(Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw refused(expected);
        }
        at = matcher.end();
        return matcher;
    }

    private IllegalArgumentException refused(String expected) {
        String rest = at < text.length() ? "'" + text.substring(at) + "'" : "the end";
        return new IllegalArgumentException(
                "'" + text + "' is no path that can be followed: at " + rest + " expected " + expected);
    }

    /** Quotes or not, jsonpath-plus reads a star, a slice and a list in a name. */
    private PathStep step(String name) {
        if (name.equals("*")) {
            return new PathStep.Wildcard();
        }
        Matcher slice = SLICE.matcher(name);
        if (slice.matches()) {
            return new PathStep.Slice(
                    number(slice.group(1)), number(slice.group(2)), Math.max(1, number(slice.group(3))));
        }
        if (name.contains(",")) {
            return new PathStep.Union(
                    Arrays.stream(name.split(",", -1)).map(this::step).toList());
        }
        return new PathStep.Child(name);
    }

    private int number(String digits) {
        try {
            return digits.isEmpty() || digits.equals("-") ? 0 : Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "': the slice bound " + digits + " is too large", e);
        }
    }
}
