package io.techinsights.checker.drl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;

/** Reads the structure of a DRL text with Drools' own parser, without compiling anything. */
final class DrlParsing {
    private static final Pattern ERROR = Pattern.compile("(?:\\[ERR \\d+] )?Line (\\d+):(\\d+) (.*)", Pattern.DOTALL);

    private final DrlText text;
    private final List<DrlProblem> problems;

    /**
     * @param problems takes what is found
     */
    DrlParsing(DrlText text, List<DrlProblem> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** What the text declares; empty, with all syntax errors reported, where there are any. */
    Optional<PackageDescr> parse() {
        var parser = new DrlParser();
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, text.text());
        } catch (DroolsParserException | RuntimeException e) {
            problems.add(text.problem(0, "the text cannot be parsed: " + e.getMessage()));
            return Optional.empty();
        }
        if (!parser.hasErrors() && parsed != null) {
            return Optional.of(parsed);
        }
        report(parser.getErrors());
        return Optional.empty();
    }

    private void report(List<DroolsError> errors) {
        List<DrlProblem> internal = new ArrayList<>();
        for (DroolsError error : errors) {
            DrlProblem problem = read(error);
            (problem.reason().startsWith("unexpected exception") ? internal : problems).add(problem);
        }
        if (problems.isEmpty()) {
            problems.addAll(internal);
        }
        if (problems.isEmpty()) {
            problems.add(text.problem(0, "no DRL: expected rules"));
        }
    }

    /** Drools counts columns from 0. */
    private DrlProblem read(DroolsError error) {
        Matcher matcher = ERROR.matcher(error.getMessage());
        if (!matcher.matches()) {
            return text.problem(0, firstLine(error.getMessage()));
        }
        int line = Integer.parseInt(matcher.group(1));
        int column = Integer.parseInt(matcher.group(2)) + 1;
        String reason = firstLine(matcher.group(3));
        boolean ended = reason.startsWith("mismatched input ''") || reason.contains("'<eof>'");
        return new DrlProblem(
                line, column, ended ? "the text ends too early; a quote, a bracket or an 'end' is missing" : reason);
    }

    private static String firstLine(String message) {
        return message.split("\n| Exception: ", 2)[0];
    }
}
