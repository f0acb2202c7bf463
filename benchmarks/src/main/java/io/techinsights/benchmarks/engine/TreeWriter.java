package io.techinsights.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A check that also says what it saw, written down as plainly as one would without an engine: a chain of lambdas, made once,
 * that adds nodes of Jackson as it goes. Like json-rules-engine, it evaluates all conditions of one priority.
 */
interface TreeWriter {

    /** Writes its node, with what came out under {@code result} where it is a leaf, and says whether it holds. */
    boolean write(Map<String, FactRow> rows, ObjectNode node);

    /** What is made of a check. */
    static TreeWriter of(Check check) {
        return of(check.rule().path("conditions"), check.factIds());
    }

    private static TreeWriter of(JsonNode json, List<String> retrievers) {
        if (json.has("fact")) {
            return leaf(json, retrievers);
        }
        if (json.has("not")) {
            TreeWriter inner = of(json.path("not"), retrievers);
            return (rows, node) -> !inner.write(rows, node.put("priority", 1L).putObject("not"));
        }
        String kind = json.has("all") ? "all" : "any";
        boolean all = kind.equals("all");
        List<TreeWriter> parts = new ArrayList<>();
        json.path(kind).forEach(part -> parts.add(of(part, retrievers)));
        return (rows, node) -> {
            var list = node.put("priority", 1L).putArray(kind);
            int holding = 0;
            for (TreeWriter part : parts) {
                holding += part.write(rows, list.addObject()) ? 1 : 0;
            }
            return all ? holding == parts.size() : holding > 0;
        };
    }

    private static TreeWriter leaf(JsonNode json, List<String> retrievers) {
        String name = json.path("fact").textValue();
        JsonNode operator = json.path("operator");
        JsonNode value = json.path("value");
        Predicate<JsonNode> test = test(operator.textValue(), value);
        return (rows, node) -> {
            JsonNode fact = fact(rows, retrievers, name);
            boolean holds = test.test(fact);
            node.set("operator", operator);
            node.set("value", value);
            node.set("fact", json.path("fact"));
            node.set("factResult", fact);
            node.set("valueResult", value);
            node.put("result", holds);
            return holds;
        };
    }

    private static JsonNode fact(Map<String, FactRow> rows, List<String> retrievers, String name) {
        for (int i = retrievers.size() - 1; i > 0; i--) {
            JsonNode fact =
                    Objects.requireNonNull(rows.get(retrievers.get(i))).facts().get(name);
            if (fact != null) {
                return fact;
            }
        }
        return Objects.requireNonNull(
                Objects.requireNonNull(rows.get(retrievers.get(0))).facts().get(name));
    }

    private static Predicate<JsonNode> test(String operator, JsonNode value) {
        double number = value.doubleValue();
        return switch (operator) {
            case "equal" -> value.isNumber() ? fact -> fact.doubleValue() == number : value::equals;
            case "notEqual" -> fact -> !value.equals(fact);
            case "lessThan" -> fact -> fact.doubleValue() < number;
            case "lessThanInclusive" -> fact -> fact.doubleValue() <= number;
            case "greaterThan" -> fact -> fact.doubleValue() > number;
            case "greaterThanInclusive" -> fact -> fact.doubleValue() >= number;
            case "in" -> fact -> has(value, fact);
            case "notIn" -> fact -> !has(value, fact);
            case "contains" -> fact -> has(fact, value);
            default -> throw new IllegalArgumentException("The baseline has no operator '" + operator + "'");
        };
    }

    private static boolean has(JsonNode list, JsonNode wanted) {
        for (JsonNode one : list) {
            if (one.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The whole tree of a check. */
    default ObjectNode tree(Map<String, FactRow> rows) {
        ObjectNode node = Json.object();
        write(rows, node);
        return node;
    }
}
