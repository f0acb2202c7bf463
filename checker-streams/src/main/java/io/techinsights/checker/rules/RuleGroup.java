package io.techinsights.checker.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks that one rule judges: a slot for each, numbered from 0. A slot has a form and not a check, so whichever check of that
 * form sits in it is judged; a slot may also be empty. Two groups are the same only where they are one object.
 */
final class RuleGroup {
    /** Compiled well within a second; an evaluation asks each slot once whether it is wanted. */
    static final int MAX_SIZE = 32;

    private final List<String> forms;
    private final String text;

    private RuleGroup(List<String> forms, String text) {
        this.forms = forms;
        this.text = text;
    }

    /** A group with a slot for each of these checks, in this order. */
    static RuleGroup of(List<RuleCheck> checks) {
        List<String> forms = new ArrayList<>();
        List<RuleText.Constraint> constraints = new ArrayList<>();
        for (RuleCheck check : checks) {
            constraints.add(RuleText.of(forms.size(), check.root()));
            forms.add(check.form());
        }
        return new RuleGroup(List.copyOf(forms), RuleText.rule(constraints));
    }

    /** The form of each slot. */
    List<String> forms() {
        return forms;
    }

    /** Its rule. */
    String text() {
        return text;
    }

    /** A check in its slot. */
    record Seat(RuleGroup group, int slot, RuleCheck check) {}
}
