package io.techinsights.checker.drl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Looks through the patterns of a rule for what Drools would take in silence, and for types that are unknown or not open.
 */
final class PatternReview {
    private final DrlText text;
    private final TypeNames types;
    private final List<DrlProblem> problems;
    private final Set<String> variables = new HashSet<>();

    /**
     * @param problems takes what is found
     */
    PatternReview(DrlText text, TypeNames types, List<DrlProblem> problems) {
        this.text = text;
        this.types = types;
        this.problems = problems;
    }

    /** Looks through one rule. */
    void review(RuleDescr rule) {
        variables.clear();
        variables.add("result");
        look(rule.getLhs());
    }

    private void look(BaseDescr element) {
        if (element instanceof PatternDescr pattern) {
            look(pattern);
        } else if (element instanceof EvalDescr) {
            report(element, "eval is not taken: write the condition into a pattern");
        } else if (element instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::look);
        }
    }

    private void look(PatternDescr pattern) {
        PatternSourceDescr source = pattern.getSource();
        if (source != null) {
            lookAtSource(pattern, source);
        }
        if (!(source instanceof AccumulateDescr)) {
            lookAtType(pattern);
        }
        if (!pattern.getBehaviors().isEmpty()) {
            report(pattern, "windows are not taken: the facts of one entity are judged at one time");
        }
        variables.addAll(pattern.getAllBoundIdentifiers());
    }

    private void lookAtType(PatternDescr pattern) {
        String type = pattern.getObjectType();
        if (type == null) {
            report(pattern, "paths are not taken: expected a pattern such as Fact(name == \"hasTitle\")");
            return;
        }
        int at = text.find(type, pattern.getStartCharacter()).orElse(pattern.getStartCharacter());
        types.refuse(type).ifPresent(reason -> problems.add(text.problem(at, reason)));
    }

    private void lookAtSource(PatternDescr pattern, PatternSourceDescr source) {
        if (source instanceof CollectDescr collect) {
            look(collect.getInputPattern());
        } else if (source instanceof AccumulateDescr accumulate) {
            look(accumulate.getInput());
        } else if (source instanceof EntryPointDescr) {
            report(pattern, "entry points are not taken: all facts are in the working memory");
        } else if (source instanceof FromDescr from) {
            List<Token> path = Token.of(from.getDataSource().getText());
            boolean variable =
                    path.size() == 1 || (path.size() > 1 && path.get(1).is("."));
            String first = path.isEmpty() ? "" : path.get(0).text();
            if (variable && !variables.contains(first) && !isPackage(first)) {
                report(pattern, "unknown variable '" + first + "' in from");
            }
        }
    }

    private static boolean isPackage(String name) {
        return name.equals("java") || Character.isUpperCase(name.codePointAt(0));
    }

    private void report(BaseDescr element, String reason) {
        problems.add(text.problem(element.getStartCharacter(), reason));
    }
}
