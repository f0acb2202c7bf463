package io.techinsights.checker.drl;

import io.techinsights.checker.drl.Compilation.Compiled;
import io.techinsights.checker.drl.Compilation.Refused;
import io.techinsights.checker.drl.LinkedMembers.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.Message;

/**
 * Compiles one DRL text, or says all that is wrong with it: first its syntax, then what is not taken, then what Drools and
 * the Java compiler say, for each rule on its own so that one does not hide the next, last the classes it would link.
 */
final class DrlCompiler {
    private final DrlText text;
    private final List<DrlProblem> problems = new ArrayList<>();
    private @Nullable Throwable failure;

    private DrlCompiler(DrlText text) {
        this.text = text;
    }

    static Compilation compile(String drl) {
        var compiler = new DrlCompiler(new DrlText(drl));
        return new DrlParsing(compiler.text, compiler.problems)
                .parse()
                .map(compiler::compile)
                .orElseGet(compiler::refused);
    }

    private Compilation compile(PackageDescr parsed) {
        problems.addAll(DrlReview.of(text, parsed));
        return problems.isEmpty() ? build(parsed) : refused();
    }

    /** With guarded loops; without them where Java takes the text only as it is. */
    private Compilation build(PackageDescr parsed) {
        String guarded = LoopGuard.guard(text);
        return attempt(guarded)
                .or(() -> guarded.equals(text.text()) ? Optional.empty() : attempt(text.text()))
                .orElseGet(() -> explain(parsed));
    }

    /** Empty where Drools refuses the text, or fails at it. */
    private Optional<Compilation> attempt(String source) {
        try (var build = new DrlBuild(source)) {
            return build.errors().isEmpty() ? Optional.of(link(build)) : Optional.empty();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failure = e;
            return Optional.empty();
        }
    }

    private Compilation link(DrlBuild build) {
        Set<String> closed = new TreeSet<>();
        for (Member member : build.members()) {
            if (!OpenTypes.isOpen(member) && closed.add(member.owner())) {
                problems.add(text.problem(whereUsed(member), TypeNames.closed(member.owner())));
            }
        }
        return problems.isEmpty() ? new Compiled(build.base()) : refused();
    }

    /** Where the class is named, else where its member is, else the beginning. */
    private int whereUsed(Member member) {
        String owner = member.owner();
        String simple = owner.substring(Math.max(owner.lastIndexOf('.'), owner.lastIndexOf('$')) + 1);
        return text.find(simple, 0).orElseGet(() -> text.find(member.name(), 0).orElse(0));
    }

    /** Builds the text again to say all that is wrong with it. */
    private Refused explain(PackageDescr parsed) {
        List<RuleDescr> rules = parsed.getRules();
        if (rules.size() > 1) {
            rules.forEach(rule -> explain(without(rules, rule), List.of(rule)));
        }
        if (problems.isEmpty()) {
            explain(text.text(), rules);
        }
        if (problems.isEmpty()) {
            problems.add(text.problem(0, "Drools cannot run this" + (failure == null ? "" : ": " + failure)));
        }
        return refused();
    }

    private void explain(String source, Collection<RuleDescr> rules) {
        var errors = new BuildErrors(text, rules);
        try (var build = new DrlBuild(source)) {
            List<Message> messages = build.errors();
            problems.addAll(errors.locate(messages));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            problems.add(errors.locate(e));
        }
    }

    /** The text with all rules but one blanked out, every line in its place. */
    private String without(List<RuleDescr> rules, RuleDescr one) {
        var source = new StringBuilder(text.text());
        for (RuleDescr rule : rules) {
            boolean extended = rule.getName().equals(one.getParentName());
            if (rule.getStartCharacter() != one.getStartCharacter() && !extended) {
                int end = Math.min(source.length(), rule.getEndCharacter() + 1);
                for (int i = rule.getStartCharacter(); i < end; i++) {
                    if (source.charAt(i) != '\n') {
                        source.setCharAt(i, ' ');
                    }
                }
            }
        }
        return source.toString();
    }

    private Refused refused() {
        return new Refused(problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(DrlProblem::line).thenComparingInt(DrlProblem::column))
                .toList());
    }
}
