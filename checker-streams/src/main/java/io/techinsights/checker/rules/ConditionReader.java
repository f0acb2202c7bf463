package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Findings;
import io.techinsights.checker.operator.Operators;
import io.techinsights.checker.rules.Condition.All;
import io.techinsights.checker.rules.Condition.Any;
import io.techinsights.checker.rules.Condition.Not;
import io.techinsights.streams.config.KnownNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tree of conditions and collects all that is wrong with it; what it returns is right only where nothing is. */
final class ConditionReader {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_LEAVES = 1000;
    private static final List<String> GROUPS = List.of("all", "any", "not");
    private static final KnownNames GROUP_KEYS = new KnownNames(List.of("all", "any", "not", "name", "priority"));

    private final Findings findings;
    private final LeafReader leafReader;
    private int leaves;

    ConditionReader(Operators operators, Findings findings) {
        this.findings = findings;
        this.leafReader = new LeafReader(operators, findings);
    }

    /** Reads the root, which has to be {@code all}, {@code any} or {@code not}. */
    Optional<Condition> readRoot(JsonNode json, String at) {
        if (json.isMissingNode()) {
            findings.error(at, "missing: expected a map with one of all, any, not");
            return Optional.empty();
        }
        if (json.isObject() && json.has("fact")) {
            findings.error(at, "a condition on a fact cannot be the root: put it into all, any or not");
            return Optional.empty();
        }
        return read(json, at, 1);
    }

    private Optional<Condition> read(JsonNode json, String at, int depth) {
        if (depth > MAX_DEPTH) {
            findings.error(at, "nested more than " + MAX_DEPTH + " deep");
            return Optional.empty();
        }
        if (!json.isObject()) {
            findings.expected(at, "a map with one of all, any, not, or with fact, operator and value", json);
            return Optional.empty();
        }
        if (json.has("condition")) {
            findings.error(
                    at + ".condition", "a reference to a condition cannot be resolved: write the condition here");
            return Optional.empty();
        }
        return isGroup(json) ? readGroup(json, at, depth) : readLeaf(json, at);
    }

    private static boolean isGroup(JsonNode json) {
        boolean likeLeaf = json.has("fact") || json.has("operator") || json.has("value");
        return GROUPS.stream().anyMatch(json::has) || !likeLeaf;
    }

    private Optional<Condition> readLeaf(JsonNode json, String at) {
        if (leaves++ == MAX_LEAVES) {
            findings.error(at, "more than " + MAX_LEAVES + " conditions in one check");
        }
        return leafReader.read(json, at);
    }

    private Optional<Condition> readGroup(JsonNode json, String at, int depth) {
        List<String> present = GROUPS.stream().filter(json::has).toList();
        if (present.size() != 1) {
            findings.error(
                    at,
                    "expected exactly one of all, any, not, but it has "
                            + (present.isEmpty() ? "none" : String.join(" and ", present)));
            if (present.isEmpty()) {
                findings.unknownKeys(json, at, GROUP_KEYS);
                return Optional.empty();
            }
        }
        findings.unknownKeys(json, at, GROUP_KEYS);
        String name = findings.optionalText(json, at, "name").orElse(null);
        int priority = Priority.read(json, at, findings);
        String kind = present.get(0);
        String below = at + "." + kind;
        return kind.equals("not")
                ? read(json.path(kind), below, depth + 1).map(one -> new Not(at, name, priority, one))
                : Optional.of(group(kind, at, name, priority, readAll(json.path(kind), below, depth + 1)));
    }

    private static Condition group(String kind, String at, @Nullable String name, int priority, List<Condition> below) {
        return kind.equals("all") ? new All(at, name, priority, below) : new Any(at, name, priority, below);
    }

    private List<Condition> readAll(JsonNode list, String at, int depth) {
        List<Condition> conditions = new ArrayList<>();
        if (!list.isArray()) {
            findings.expected(at, "a list of conditions", list);
        }
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            read(list.get(i), at + "[" + i + "]", depth).ifPresent(conditions::add);
        }
        return List.copyOf(conditions);
    }
}
