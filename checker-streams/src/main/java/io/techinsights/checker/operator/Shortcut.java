package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What an operator of json-rules-engine says where its value is known before, and the fact is of the kind that such a value is
 * compared with: JavaScript converts nothing then. Of any other fact the operator itself is to be asked.
 */
public final class Shortcut {
    /** The answer where the operator is to be asked. */
    public static final int UNDECIDED = -1;

    /** Where an operator is always to be asked. */
    public static final Shortcut NONE = new Shortcut(Kind.NONE, 0, MissingNode.getInstance());

    private static final int LESS = 1;
    private static final int EQUAL = 2;
    private static final int GREATER = 4;
    private static final int UNORDERED = 8;

    private final Kind kind;
    private final int holding;
    private final double number;
    private final boolean flag;
    private final String text;
    private final Set<String> texts;

    /** What the fact is to be, and what it is compared with. */
    private enum Kind {
        NUMBER,
        FLAG,
        TEXT,
        TEXT_AMONG,
        LIST_WITH_TEXT,
        NONE
    }

    /**
     * @param holding which relations of fact and value hold, a bit for each; what is no number is equal, or else it is less
     */
    private Shortcut(Kind kind, int holding, JsonNode value) {
        this.kind = kind;
        this.holding = holding;
        this.number = value.doubleValue();
        this.flag = value.booleanValue();
        this.text = value.asText();
        this.texts = new HashSet<>();
        value.forEach(element -> texts.add(element.asText()));
        if (value.isTextual()) {
            texts.add(text);
        }
    }

    /** Of this operator beside this value. */
    public static Shortcut of(Operator operator, JsonNode value) {
        if (!(operator instanceof BuiltInOperator)) {
            return NONE;
        }
        return switch (operator.name()) {
            case "equal" -> same(EQUAL, value);
            case "notEqual" -> same(LESS | GREATER | UNORDERED, value);
            case "lessThan" -> ordered(LESS, value);
            case "lessThanInclusive" -> ordered(LESS | EQUAL, value);
            case "greaterThan" -> ordered(GREATER, value);
            case "greaterThanInclusive" -> ordered(GREATER | EQUAL, value);
            case "in" -> among(EQUAL, value);
            case "notIn" -> among(LESS, value);
            case "contains" -> within(EQUAL, value);
            case "doesNotContain" -> within(LESS, value);
            default -> NONE;
        };
    }

    private static Shortcut same(int holding, JsonNode value) {
        if (value.isBoolean()) {
            return new Shortcut(Kind.FLAG, holding, value);
        }
        return value.isTextual() ? new Shortcut(Kind.TEXT, holding, value) : ordered(holding, value);
    }

    private static Shortcut ordered(int holding, JsonNode value) {
        return value.isNumber() ? new Shortcut(Kind.NUMBER, holding, value) : NONE;
    }

    private static Shortcut among(int holding, JsonNode list) {
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                return NONE;
            }
        }
        return list.isArray() ? new Shortcut(Kind.TEXT_AMONG, holding, list) : NONE;
    }

    private static Shortcut within(int holding, JsonNode value) {
        return value.isTextual() ? new Shortcut(Kind.LIST_WITH_TEXT, holding, value) : NONE;
    }

    /** The number that facts are compared with; zero where it is none. */
    double number() {
        return number;
    }

    /** The texts that facts are compared with. */
    Set<String> texts() {
        return texts;
    }

    /** Whether it holds of a fact: 1 where it does, 0 where it does not, or {@link #UNDECIDED}. */
    public int test(JsonNode fact) {
        return switch (kind) {
            case NUMBER -> fact instanceof NumericNode ? relation(fact.doubleValue()) : UNDECIDED;
            case FLAG -> fact instanceof BooleanNode ? holds(fact.booleanValue() == flag) : UNDECIDED;
            case TEXT -> fact instanceof TextNode ? holds(fact.textValue().equals(text)) : UNDECIDED;
            case TEXT_AMONG -> fact instanceof TextNode ? holds(texts.contains(fact.textValue())) : UNDECIDED;
            case LIST_WITH_TEXT -> fact instanceof ArrayNode ? holds(isWithin(fact)) : UNDECIDED;
            case NONE -> UNDECIDED;
        };
    }

    private boolean isWithin(JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof TextNode element && element.textValue().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private int relation(double value) {
        return holds(value < number ? LESS : value > number ? GREATER : value == number ? EQUAL : UNORDERED);
    }

    private int holds(boolean equal) {
        return holds(equal ? EQUAL : LESS);
    }

    private int holds(int relation) {
        return (holding & relation) != 0 ? 1 : 0;
    }
}
