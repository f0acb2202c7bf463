package io.techinsights.checker.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks that one rule judges: a slot for each, numbered from 0. A slot has a form and not a check, so whichever check of that
 * form sits in it is judged; a slot may also be empty. Two groups are the same only where they are one object.
 */
final class RuleGroup {
    /** Compiled well within a second; an evaluation asks each slot once whether it is wanted. */
    static final int MAX_SIZE = 32;

    /** The JVM inlines all that a function of so many leaves calls, and not much more. */
    private static final int LEAVES_TOGETHER = 16;

    private final List<String> forms;
    private final int[] firstLeaves;
    private final String text;

    private RuleGroup(List<String> forms, int[] firstLeaves, String text) {
        this.forms = forms;
        this.firstLeaves = firstLeaves;
        this.text = text;
    }

    /** A group with a slot for each of these checks, in this order. */
    static RuleGroup of(List<RuleCheck> checks) {
        int[] firstLeaves = new int[checks.size() + 1];
        for (int slot = 0; slot < checks.size(); slot++) {
            firstLeaves[slot + 1] =
                    firstLeaves[slot] + checks.get(slot).comparisons().size();
        }
        var text = new StringBuilder();
        List<String> functions = new ArrayList<>();
        for (int from = 0, to; from < checks.size(); from = to) {
            to = from + 1;
            while (to < checks.size() && firstLeaves[to + 1] - firstLeaves[from] <= LEAVES_TOGETHER) {
                to++;
            }
            functions.add("checks" + from);
            text.append(function(checks, firstLeaves, from, to));
        }
        return new RuleGroup(
                checks.stream().map(RuleCheck::form).toList(),
                firstLeaves,
                text.append(RuleText.rule(functions)).toString());
    }

    private static String function(List<RuleCheck> checks, int[] firstLeaves, int from, int to) {
        String evaluation = "e" + from;
        return RuleText.function(
                "checks" + from,
                evaluation,
                IntStream.range(from, to)
                        .mapToObj(slot -> RuleText.of(
                                evaluation,
                                slot,
                                firstLeaves[slot],
                                checks.get(slot).root()))
                        .toList());
    }

    /** The form of each slot. */
    List<String> forms() {
        return forms;
    }

    /** How many leaves all of its slots have. */
    int leaves() {
        return firstLeaves[forms.size()];
    }

    /** The number in the group of the first leaf in a slot. */
    int firstLeaf(int slot) {
        return firstLeaves[slot];
    }

    /** Its rule. */
    String text() {
        return text;
    }

    /** A check in its slot. */
    record Seat(RuleGroup group, int slot, RuleCheck check) {}
}
