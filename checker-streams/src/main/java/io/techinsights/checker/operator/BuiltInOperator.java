package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.js.JsTypeError;
import io.techinsights.checker.js.JsValue;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An operator of json-rules-engine 7.3.1.
 *
 * @param order what it is where both sides are numbers; null where it is no comparison of numbers
 */
record BuiltInOperator(String name, @Nullable Order order, BiPredicate<JsonNode, JsonNode> comparison)
        implements Operator {

    /** All of them. An ordering is false unless {@code parseFloat} makes a number of the fact. */
    static final List<Operator> ALL = List.of(
            new BuiltInOperator("equal", Order.EQUAL, JsValue::same),
            new BuiltInOperator("notEqual", Order.NOT_EQUAL, (fact, value) -> !JsValue.same(fact, value)),
            new BuiltInOperator("in", null, (fact, value) -> holds(value, fact)),
            new BuiltInOperator("notIn", null, (fact, value) -> !holds(value, fact)),
            new BuiltInOperator("contains", null, (fact, value) -> fact.isArray() && holds(fact, value)),
            new BuiltInOperator("doesNotContain", null, (fact, value) -> fact.isArray() && !holds(fact, value)),
            new BuiltInOperator(
                    "lessThan", Order.LESS, (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.less(fact, value)),
            new BuiltInOperator(
                    "lessThanInclusive",
                    Order.LESS_OR_EQUAL,
                    (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.lessOrEqual(fact, value)),
            new BuiltInOperator(
                    "greaterThan",
                    Order.GREATER,
                    (fact, value) -> JsValue.parsesAsNumber(fact) && JsValue.less(value, fact)),
            new BuiltInOperator(
                    "greaterThanInclusive",
                    Order.GREATER_OR_EQUAL,
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
