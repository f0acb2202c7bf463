package io.techinsights.checker.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.util.StringJoiner;

/**
 * JavaScript's conversions and comparisons over JSON (ECMA-262, sections 7.1 and 7.2). A missing node is undefined; every
 * number is a double; two lists or objects are equal only where they are the same node.
 */
public final class JsValue {
    private JsValue() {}

    /** {@code a === b}. */
    @SuppressWarnings("ReferenceEquality")
    public static boolean same(JsonNode a, JsonNode b) {
        if (areNumbers(a, b)) {
            return a.doubleValue() == b.doubleValue();
        }
        return a instanceof ContainerNode ? a == b : a.equals(b);
    }

    /** {@code a == b}. */
    static boolean alike(JsonNode a, JsonNode b) {
        if (isNothing(a) || isNothing(b)) {
            return isNothing(a) == isNothing(b);
        }
        if (a.getNodeType() == b.getNodeType() || (a.isContainerNode() && b.isContainerNode())) {
            return same(a, b);
        }
        boolean listOrObject = a.isContainerNode() || b.isContainerNode();
        return (listOrObject && areTexts(a, b)) ? toText(a).equals(toText(b)) : toNumber(a) == toNumber(b);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** {@code a < b}; false where one side is no number and both are not text. */
    public static boolean less(JsonNode a, JsonNode b) {
        if (areNumbers(a, b)) {
            return a.doubleValue() < b.doubleValue();
        }
        return areTexts(a, b) ? toText(a).compareTo(toText(b)) < 0 : toNumber(a) < toNumber(b);
    }

    /** {@code a <= b}, which is not the same as not {@code a > b}. */
    public static boolean lessOrEqual(JsonNode a, JsonNode b) {
        if (areNumbers(a, b)) {
            return a.doubleValue() <= b.doubleValue();
        }
        return areTexts(a, b) ? toText(a).compareTo(toText(b)) <= 0 : toNumber(a) <= toNumber(b);
    }

    /** By class, which costs a third of asking each node for its type. */
    private static boolean areNumbers(JsonNode a, JsonNode b) {
        return a instanceof NumericNode && b instanceof NumericNode;
    }

    private static boolean areTexts(JsonNode a, JsonNode b) {
        return (a.isTextual() || a.isContainerNode()) && (b.isTextual() || b.isContainerNode());
    }

    /** Whether {@code parseFloat} makes a number of it. */
    public static boolean parsesAsNumber(JsonNode node) {
        return node instanceof NumericNode
                || ((node.isTextual() || node.isContainerNode()) && JsText.startsWithNumber(toText(node)));
    }

    /** {@code Number(node)}. */
    static double toNumber(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.doubleValue();
            case BOOLEAN -> node.booleanValue() ? 1 : 0;
            case NULL -> 0;
            case MISSING -> Double.NaN;
            default -> JsText.toNumber(toText(node));
        };
    }

    /** {@code Boolean(node)}. */
    static boolean isTruthy(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.doubleValue() != 0 && !Double.isNaN(node.doubleValue());
            case BOOLEAN -> node.booleanValue();
            case STRING -> !node.textValue().isEmpty();
            case NULL, MISSING -> false;
            default -> true;
        };
    }

    /**
     * {@code String(node)}.
     *
     * @throws JsTypeError for an object with a key of its own called toString, which JavaScript cannot convert
     */
    public static String toText(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case NUMBER -> JsText.of(node.doubleValue());
            case MISSING -> "undefined";
            case ARRAY -> join(node);
            case OBJECT -> {
                if (node.has("toString")) {
                    throw new JsTypeError("an object with the key 'toString' cannot be converted to text");
                }
                yield "[object Object]";
            }
            default -> node.asText();
        };
    }

    private static String join(JsonNode list) {
        var joined = new StringJoiner(",");
        for (JsonNode element : list) {
            joined.add(element.isNull() ? "" : toText(element));
        }
        return joined.toString();
    }
}
