package io.techinsights.checker.drl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Says what of a text is not taken, all at once and before Drools compiles it: a check's text consists of imports from a
 * short list, functions, and rules over the facts of one entity at one time.
 */
final class DrlReview {
    private static final Set<String> ATTRIBUTES =
            Set.of("salience", "no-loop", "lock-on-active", "activation-group", "enabled", "dialect");

    /** Drools writes names into Java unquoted. */
    private static final Pattern NAME = Pattern.compile("(?:(?!\\*/)[^\"\\\\\\p{Cntrl}\\u2028\\u2029])+");

    private final DrlText text;
    private final List<DrlProblem> problems = new ArrayList<>();

    private DrlReview(DrlText text) {
        this.text = text;
    }

    /** What is wrong with a text that was parsed. */
    static List<DrlProblem> of(DrlText text, PackageDescr parsed) {
        var review = new DrlReview(text);
        review.reviewPackage(parsed);
        review.reviewImports(parsed);
        review.reviewRules(parsed);
        return review.problems;
    }

    private void reviewPackage(PackageDescr parsed) {
        if (!parsed.getName().isEmpty()) {
            refuse(text.find("package", 0).orElse(0), "leave the package out: the checker gives one");
        }
        if (parsed.getUnit() != null) {
            refuse(text.find("unit", 0).orElse(0), "rule units are not taken: leave the unit out");
        }
        refuseAll(parsed.getGlobals(), "global variables are not taken: there is one, 'result'");
        refuseAll(
                parsed.getClassAndEnumDeclarationDescrs(),
                "declared types are not taken: insert a Fact of another name");
        refuseAll(parsed.getWindowDeclarations(), "windows are not taken");
        refuseAll(parsed.getEntryPointDeclarations(), "entry points are not taken");
        parsed.getAttributes().forEach(this::review);
    }

    private void reviewImports(PackageDescr parsed) {
        refuseAll(parsed.getFunctionImports(), "static imports are not taken: name the class where it is used");
        refuseAll(parsed.getAccumulateImports(), "accumulate functions cannot be imported: Drools' own are there");
        parsed.getImports()
                .forEach(one -> TypeNames.refuseImport(one.getTarget())
                        .ifPresent(reason -> refuse(one.getStartCharacter(), reason)));
    }

    private void reviewRules(PackageDescr parsed) {
        var patterns = new PatternReview(text, new TypeNames(parsed), problems);
        Set<String> names = new HashSet<>();
        boolean none = true;
        for (RuleDescr rule : parsed.getRules()) {
            if (rule instanceof QueryDescr) {
                refuse(rule.getStartCharacter(), "queries are not taken: nobody asks them");
                continue;
            }
            none = false;
            if (!NAME.matcher(rule.getName()).matches()) {
                refuse(
                        rule.getStartCharacter(),
                        "the name of a rule has no double quote, backslash, control character or end of comment");
            }
            if (!names.add(rule.getName())) {
                refuse(rule.getStartCharacter(), "a second rule of the name '" + rule.getName() + "'");
            }
            rule.getAttributes().values().forEach(this::review);
            patterns.review(rule);
        }
        if (none) {
            refuse(0, "no rule: expected at least one");
        }
    }

    private void review(AttributeDescr attribute) {
        if (!ATTRIBUTES.contains(attribute.getName())) {
            refuse(
                    attribute.getStartCharacter(),
                    "'" + attribute.getName() + "' is not taken: the attributes of a rule are "
                            + String.join(", ", ATTRIBUTES.stream().sorted().toList()));
        } else if (attribute.getName().equals("dialect") && !"java".equals(attribute.getValue())) {
            refuse(attribute.getStartCharacter(), "the dialect is java, and need not be said");
        }
    }

    private void refuseAll(Collection<? extends BaseDescr> elements, String reason) {
        elements.forEach(element -> refuse(element.getStartCharacter(), reason));
    }

    private void refuse(int offset, String reason) {
        problems.add(text.problem(offset, reason));
    }
}
