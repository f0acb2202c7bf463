package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.js.JsTypeError;
import io.techinsights.checker.js.JsValue;
import java.util.List;
import java.util.function.BiPredicate;

/** An operator of json-rules-engine 7.3.1. */
record BuiltInOperator(String name, BiPredicate<JsonNode, JsonNode> comparison) implements Operator {

    /** All of them. An ordering is false unless {@code parseFloat} makes a number of the fact. */
    static final List<Operator> ALL = List.of(
            new BuiltInOperator("equal", JsValue::same),
            new BuiltInOperator("notEqual", (fact, value) -> !JsValue.same(fact, value)),
            new BuiltInOperator("in", (fact, value) -> holds(value, fact)),
            new BuiltInOperator("notIn", (fact, value) -> !holds(value, fact)),
            new BuiltInOperator("contains", (fact, value) -> fact.isArray() && holds(fact, value)),
            new BuiltInOperator("doesNotContain", (fact, value) -> fact.isArray() && !holds(fact, value)),
            new BuiltInOperator("lessThan", (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.less(fact, value)),
            new BuiltInOperator(
                    "lessThanInclusive",
                    (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.lessOrEqual(fact, value)),
            new BuiltInOperator(
                    "greaterThan", (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.less(value, fact)),
            new BuiltInOperator(
                    "greaterThanInclusive",
                    (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.lessOrEqual(value, fact)));

    @Override
    public boolean test(JsonNode fact, JsonNode value) {
        return comparison.test(fact, value);
    }

    /** {@code whole.indexOf(part) > -1}: an element of a list, or a piece of a text. */
    private static boolean holds(JsonNode whole, JsonNode part) {
        if (whole.isTextual()) {
            return whole.textValue().contains(JsValue.toText(part));
        }
        if (!whole.isArray()) {
            throw new JsTypeError("a list or a text is needed to look into, not " + whole.getNodeType());
        }
        for (JsonNode element : whole) {
            if (JsValue.same(element, part)) {
                return true;
            }
        }
        return false;
    }
}
