package io.techinsights.checker.rules;

import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.rules.RuleGroup.Seat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes valid checks ready to run: keeps the groups that fit, and compiles the rest. */
final class RuleCompilation {
    private final RuleBases bases;
    private final FactTable facts;
    private final Map<RuleGroup, RuleBase> groups = new LinkedHashMap<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Map<String, CheckOutcome> fixed;

    /**
     * Begins with the checks that need no rule.
     *
     * @param facts that all of the checks name
     * @param fixed their outcome by id
     */
    RuleCompilation(RuleBases bases, FactTable facts, Map<String, CheckOutcome> fixed) {
        this.bases = bases;
        this.facts = facts;
        this.fixed = new LinkedHashMap<>(fixed);
    }

    /** All of it or nothing: what fails leaves no rules behind. */
    CompiledRules compile(List<RuleCheck> checks, Map<String, Seat> before) {
        boolean done = false;
        try {
            var seating = new Seating(checks, before);
            seats.putAll(seating.seats());
            seats.values().forEach(seat -> groups.computeIfAbsent(seat.group(), it -> bases.acquire(it.text())));
            seating.newGroups().forEach(this::compile);
            var compiled = new CompiledRules(bases, facts, groups, seats, fixed);
            done = true;
            return compiled;
        } finally {
            if (!done) {
                groups.keySet().forEach(group -> bases.release(group.text()));
            }
        }
    }

    /** Splits a group that Drools refuses until the check is found that it refuses. */
    private void compile(List<RuleCheck> checks) {
        RuleGroup group = RuleGroup.of(checks);
        try {
            groups.put(group, bases.acquire(group.text()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (checks.size() == 1) {
                fixed.put(
                        checks.get(0).id(),
                        new CheckOutcome.Failed("Drools cannot compile the conditions: " + e.getMessage(), null));
            } else {
                compile(checks.subList(0, checks.size() / 2));
                compile(checks.subList(checks.size() / 2, checks.size()));
            }
            return;
        }
        for (int slot = 0; slot < checks.size(); slot++) {
            RuleCheck check = checks.get(slot);
            seats.put(check.id(), new Seat(group, slot, check));
        }
    }
}
