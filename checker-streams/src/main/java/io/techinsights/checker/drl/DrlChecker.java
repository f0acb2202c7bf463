package io.techinsights.checker.drl;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.drl.Compilation.Compiled;
import io.techinsights.checker.drl.Compilation.Refused;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.FactChecker;
import io.techinsights.checker.evaluate.FactUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges checks of type {@code drools}: rules in DRL that the operator writes. They are code, and run with bounds on what they
 * may name, how often they fire, and how long they take; each check has a knowledge base of its own.
 */
public final class DrlChecker implements FactChecker {
    public static final String TYPE = "drools";

    private final DrlBases bases;
    private final Workers workers;

    public DrlChecker() {
        this(Limits.DEFAULT, new DrlBases(DrlCompiler::compile));
    }

    DrlChecker(Limits limits, DrlBases bases) {
        this.bases = bases;
        this.workers = new Workers(limits);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean isCode() {
        return true;
    }

    /** Compiles the rules, and keeps them for {@link #compile}. */
    @Override
    public List<CheckProblem> validate(Check check) {
        var findings = new Findings(check.id());
        DrlRule.of(check, findings).ifPresent(rule -> report(bases.validate(rule.drl()), findings));
        return findings.errors();
    }

    private static void report(List<DrlProblem> problems, Findings findings) {
        problems.forEach(problem -> findings.error(DrlRule.AT, problem.toString()));
    }

    @Override
    public Set<FactUse> reads(Check check) {
        return DrlRule.reads(check, new Findings(check.id()));
    }

    @Override
    public CompiledChecks compile(List<Check> checks) {
        return compile(checks, Map.of());
    }

    @Override
    public CompiledChecks compile(List<Check> checks, CompiledChecks before) {
        return compile(checks, before instanceof DrlChecks known ? known.checks() : Map.of());
    }

    /** All of it or nothing: what fails leaves no text behind. */
    private DrlChecks compile(List<Check> checks, Map<String, DrlCheck> before) {
        Map<String, DrlCheck> ready = new LinkedHashMap<>();
        Map<String, CheckOutcome> fixed = new LinkedHashMap<>();
        boolean done = false;
        try {
            for (Check check : checks) {
                if (ready.containsKey(check.id()) || fixed.containsKey(check.id())) {
                    throw new IllegalArgumentException("Check '" + check.id() + "' is given twice");
                }
                var findings = new Findings(check.id());
                Optional<DrlCheck> compiled = compile(check, before.get(check.id()), findings);
                compiled.ifPresentOrElse(
                        one -> ready.put(one.id(), one),
                        () -> fixed.put(check.id(), CheckOutcome.Failed.invalid(findings)));
            }
            var compiled = new DrlChecks(bases, workers, ready, fixed);
            done = true;
            return compiled;
        } finally {
            if (!done) {
                ready.values().forEach(check -> bases.release(check.text()));
            }
        }
    }

    /** The check as it was where it did not change; empty, and reported, where it is not valid. */
    private Optional<DrlCheck> compile(Check check, @Nullable DrlCheck before, Findings findings) {
        Optional<DrlRule> rule = DrlRule.of(check, findings);
        if (rule.isEmpty() || !findings.errors().isEmpty()) {
            return Optional.empty();
        }
        Compilation compilation = bases.acquire(rule.get().drl());
        if (compilation instanceof Refused refused) {
            report(refused.problems(), findings);
            return Optional.empty();
        }
        return Optional.of(
                before != null && before.is(check)
                        ? before
                        : new DrlCheck(check, rule.get(), ((Compiled) compilation).base()));
    }
}
