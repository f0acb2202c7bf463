package io.techinsights.checker.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What stands in the round brackets of a {@link FactPath}: the part of JavaScript that needs no calls. */
interface PathExpression {

    /**
     * The expression's value for the node that {@code @} stands for.
     *
     * @throws JsTypeError where JavaScript would throw one
     */
    JsonNode of(JsonNode current);

    /** The operator of that symbol between two expressions. */
    static PathExpression binary(String symbol, PathExpression left, PathExpression right) {
        return switch (symbol) {
            case "||" ->
                current -> {
                    JsonNode value = left.of(current);
                    return JsValue.isTruthy(value) ? value : right.of(current);
                };
            case "&&" ->
                current -> {
                    JsonNode value = left.of(current);
                    return JsValue.isTruthy(value) ? right.of(current) : value;
                };
            default -> current -> apply(symbol, left.of(current), right.of(current));
        };
    }

    private static JsonNode apply(String symbol, JsonNode a, JsonNode b) {
        return switch (symbol) {
            case "==" -> BooleanNode.valueOf(JsValue.alike(a, b));
            case "!=" -> BooleanNode.valueOf(!JsValue.alike(a, b));
            case "===" -> BooleanNode.valueOf(JsValue.same(a, b));
            case "!==" -> BooleanNode.valueOf(!JsValue.same(a, b));
            case "<" -> BooleanNode.valueOf(JsValue.less(a, b));
            case ">" -> BooleanNode.valueOf(JsValue.less(b, a));
            case "<=" -> BooleanNode.valueOf(JsValue.lessOrEqual(a, b));
            case ">=" -> BooleanNode.valueOf(JsValue.lessOrEqual(b, a));
            case "+" -> add(a, b);
            default -> DoubleNode.valueOf(calculate(symbol, JsValue.toNumber(a), JsValue.toNumber(b)));
        };
    }

    private static JsonNode add(JsonNode a, JsonNode b) {
        boolean text = a.isTextual() || a.isContainerNode() || b.isTextual() || b.isContainerNode();
        return text
                ? TextNode.valueOf(JsValue.toText(a) + JsValue.toText(b))
                : DoubleNode.valueOf(JsValue.toNumber(a) + JsValue.toNumber(b));
    }

    private static double calculate(String symbol, double a, double b) {
        return switch (symbol) {
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            default -> throw new IllegalArgumentException("No operator " + symbol);
        };
    }

    /** The operator of that symbol before an expression. */
    static PathExpression unary(String symbol, PathExpression operand) {
        return switch (symbol) {
            case "!" -> current -> BooleanNode.valueOf(!JsValue.isTruthy(operand.of(current)));
            case "-" -> current -> DoubleNode.valueOf(-JsValue.toNumber(operand.of(current)));
            default -> current -> DoubleNode.valueOf(JsValue.toNumber(operand.of(current)));
        };
    }

    /** A property of an expression's value. */
    static PathExpression member(PathExpression object, PathExpression name) {
        return current -> {
            String key = JsValue.toText(name.of(current));
            JsonNode node = object.of(current);
            if (node.isNull() || node.isMissingNode()) {
                throw new JsTypeError("cannot read '" + key + "' of " + JsValue.toText(node));
            }
            return JsProperty.of(node, key);
        };
    }
}
