package io.techinsights.checker.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The rule bases in use, one for each text. Since a text holds structure only, checks that differ in facts, operators and
 * values share one, and a text that is compiled already costs nothing.
 */
final class RuleBases {
    private final Function<String, RuleBase> compiler;
    private final Map<String, Lease> leases = new HashMap<>();

    /** A rule base, and how many hold it. */
    private record Lease(RuleBase base, int holders) {}

    /** With what makes a rule base of the text of its rules. */
    RuleBases(Function<String, RuleBase> compiler) {
        this.compiler = compiler;
    }

    /** The rule base of a text, compiled where nobody holds it yet; it is to be released as often as it was acquired. */
    synchronized RuleBase acquire(String text) {
        Lease lease = leases.get(text);
        RuleBase base = lease == null ? compiler.apply(text) : lease.base();
        leases.put(text, new Lease(base, lease == null ? 1 : lease.holders() + 1));
        return base;
    }

    /** Closes the rule base of a text once nobody holds it. */
    synchronized void release(String text) {
        Lease lease = leases.remove(text);
        if (lease == null) {
            throw new IllegalStateException("Rules are released more often than they were acquired: " + text);
        }
        if (lease.holders() > 1) {
            leases.put(text, new Lease(lease.base(), lease.holders() - 1));
        } else {
            lease.base().close();
        }
    }

    /** How many are in use. */
    synchronized int size() {
        return leases.size();
    }
}
