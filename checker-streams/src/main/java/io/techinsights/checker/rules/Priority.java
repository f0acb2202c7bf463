package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;

/** Priorities as json-rules-engine has them: whole numbers, of which zero means the same as none. */
final class Priority {
    private static final int NONE = 1;

    private Priority() {}

    /** The priority of a condition, 1 where none was given. */
    static int read(JsonNode json, String at, Findings findings) {
        JsonNode priority = json.path("priority");
        if (priority.isMissingNode()) {
            return NONE;
        }
        if (!priority.isNumber() || priority.doubleValue() != priority.intValue()) {
            findings.expected(Findings.child(at, "priority"), "a whole number", priority);
            return NONE;
        }
        return priority.intValue() == 0 ? NONE : priority.intValue();
    }

    /** The priority of a rule has to be above zero. It orders rules, and so changes no outcome. */
    static void checkOfRule(JsonNode rule, String at, Findings findings) {
        JsonNode priority = rule.path("priority");
        boolean fine = priority.isNumber() && priority.doubleValue() == priority.intValue() && priority.intValue() > 0;
        if (!priority.isMissingNode() && !fine) {
            findings.expected(Findings.child(at, "priority"), "a whole number above zero", priority);
        }
    }
}
