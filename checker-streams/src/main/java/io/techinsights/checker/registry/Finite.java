package io.techinsights.checker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;

/** Refuses numbers that JSON cannot hold: YAML's infinity and what is beyond a double would silently become null. */
final class Finite {
    private Finite() {}

    static void check(JsonNode json, Findings findings) {
        check(json, "", findings);
    }

    private static void check(JsonNode node, String at, Findings findings) {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            findings.error(at, "expected a number of at most 1.7976931348623157e308, found " + node.asText());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            check(node.get(i), at + "[" + i + "]", findings);
        }
        node.properties().forEach(entry -> check(entry.getValue(), Findings.child(at, entry.getKey()), findings));
    }
}
