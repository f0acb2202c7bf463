package io.techinsights.checker.drl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.kie.api.builder.Message;

/**
 * Finds out where in the author's text an error is. Drools rarely says: of a pattern it names the expression or the field, of
 * a consequence it gives a place in Java that it generated, of which it shows the source in a message of its own.
 */
final class BuildErrors {
    private static final Pattern SOURCE = Pattern.compile("Java source of (\\S+) in error:\\n(.*)", Pattern.DOTALL);
    private static final Pattern CONSEQUENCE =
            Pattern.compile("Unable to parse consequence caused by: \\(line (\\d+),col (\\d+)\\) (.*)", Pattern.DOTALL);
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile("[Ee]xpression:? (.+?):?(?:\\n|$)"),
            Pattern.compile("(?:find class:|field|Method|function:|parameter in accumulate:) '?([\\w.$]+)"));
    private static final Pattern GENERATED =
            Pattern.compile(" for the type (?:Lambda|Rules)\\w+|:$|, expected one of .*");
    private static final String EMPTY_PACKAGE = "Parser returned a null Package";

    private final DrlText text;
    private final int from;
    private final Map<String, String> sources = new HashMap<>();

    /**
     * @param rules those that were built; the error is in one of them
     */
    BuildErrors(DrlText text, Collection<RuleDescr> rules) {
        this.text = text;
        this.from = rules.size() == 1 ? rules.iterator().next().getStartCharacter() : 0;
    }

    /** What Drools refused, at its place. */
    List<DrlProblem> locate(List<Message> messages) {
        List<Message> errors = new ArrayList<>();
        for (Message message : messages) {
            Matcher source = SOURCE.matcher(message.getText());
            if (source.matches()) {
                sources.put(source.group(1), source.group(2));
            } else if (!message.getText().startsWith(EMPTY_PACKAGE)) {
                errors.add(message);
            }
        }
        List<DrlProblem> problems = new ArrayList<>();
        errors.stream().filter(error -> !isGlue(error)).forEach(error -> problems.addAll(locate(error)));
        if (problems.isEmpty()) {
            errors.forEach(error -> problems.addAll(locate(error)));
        }
        return problems;
    }

    /** What Drools threw, as near to its place as can be told. */
    DrlProblem locate(Throwable thrown) {
        String reason = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return text.problem(named(reason).orElse(from), "Drools cannot compile this: " + firstLine(reason));
    }

    /** Errors in what binds the rules together only repeat those in the rules. */
    private static boolean isGlue(Message error) {
        return error.getPath().contains("RuleMethods") || error.getPath().contains("/org/drools/project/");
    }

    private List<DrlProblem> locate(Message error) {
        if (error.getPath().endsWith(".java")) {
            return locateInJava(error);
        }
        Matcher consequence = CONSEQUENCE.matcher(error.getText());
        if (consequence.matches()) {
            return List.of(locateInConsequence(consequence));
        }
        return List.of(text.problem(named(error.getText()).orElse(from), firstLine(error.getText())));
    }

    /** Drools parses what stands between 'then' and 'end', trimmed, in braces of their own lines; the error is behind the place. */
    private DrlProblem locateInConsequence(Matcher error) {
        DrlProblem start = text.problem(text.consequence(from), "");
        int line = Integer.parseInt(error.group(1)) - 2;
        int column = Integer.parseInt(error.group(2)) + (line == 0 ? start.column() - 1 : 0);
        int before = text.offset(start.line() + line, column);
        return text.problem(text.nextToken(before + 1), firstLine(error.group(3)));
    }

    private List<DrlProblem> locateInJava(Message error) {
        String source = sources.getOrDefault(error.getPath(), "");
        var java = new JavaSource(source);
        List<Integer> places = java.places(error.getColumn(), text);
        if (places.isEmpty()) {
            OptionalInt expression =
                    java.expression().map(code -> text.find(code, from)).orElse(OptionalInt.empty());
            places = List.of(expression.orElse(from));
        }
        return places.stream()
                .map(place -> text.problem(place, firstLine(error.getText())))
                .toList();
    }

    /** Where the expression or name is that a message gives. */
    private OptionalInt named(String message) {
        for (Pattern pattern : NAMED) {
            Matcher matcher = pattern.matcher(message.trim());
            if (matcher.find()) {
                OptionalInt found = text.find(matcher.group(1), from);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Without what follows, the names of generated classes, and the list of every token Java has. */
    private static String firstLine(String message) {
        return GENERATED.matcher(message.trim().split("\n", 2)[0]).replaceAll("");
    }
}
