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

    private static final int NONE = 0;
    private static final int NUMBER = 1;
    private static final int FLAG = 2;
    private static final int TEXT = 3;
    private static final int TEXT_AMONG = 4;
    private static final int LIST_WITH_TEXT = 5;

    private static final int FEW = 8;
    private static final int LESS = 1;
    private static final int EQUAL = 2;
    private static final int GREATER = 4;
    private static final int UNORDERED = 8;
    private static final Shortcut ASK = new Shortcut(NONE, 0, MissingNode.getInstance());

    private final int kind;
    private final int holding;
    private final double number;
    private final boolean flag;
    private final String text;
    private final Set<String> texts;
    private final String[] few;

    /**
     * @param kind what the fact is to be and what it is compared with: a number and no enum, since it is looked at millions of
     *     times a second
     * @param holding which relations of fact and value hold, a bit for each; what is no number is equal, or else it is less
     */
    private Shortcut(int kind, int holding, JsonNode value) {
        this.kind = kind;
        this.holding = holding;
        this.number = value.doubleValue();
        this.flag = value.booleanValue();
        this.text = value.asText();
        this.texts = new HashSet<>();
        value.forEach(element -> texts.add(element.asText()));
        this.few = texts.size() <= FEW ? texts.toArray(String[]::new) : new String[0];
    }

    /** Of this operator beside this value. */
    public static Shortcut of(Operator operator, JsonNode value) {
        if (!(operator instanceof BuiltInOperator)) {
            return ASK;
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
            default -> ASK;
        };
    }

    private static Shortcut same(int holding, JsonNode value) {
        if (value.isBoolean()) {
            return new Shortcut(FLAG, holding, value);
        }
        return value.isTextual() ? new Shortcut(TEXT, holding, value) : ordered(holding, value);
    }

    private static Shortcut ordered(int holding, JsonNode value) {
        return value.isNumber() ? new Shortcut(NUMBER, holding, value) : ASK;
    }

    private static Shortcut among(int holding, JsonNode list) {
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                return ASK;
            }
        }
        return list.isArray() ? new Shortcut(TEXT_AMONG, holding, list) : ASK;
    }

    private static Shortcut within(int holding, JsonNode value) {
        return value.isTextual() ? new Shortcut(LIST_WITH_TEXT, holding, value) : ASK;
    }

    /** Whether it holds of a fact: 1 where it does, 0 where it does not, or {@link #UNDECIDED}. */
    public int test(JsonNode fact) {
        return switch (kind) {
            case NUMBER -> fact instanceof NumericNode known ? relation(known.doubleValue()) : UNDECIDED;
            case FLAG -> fact instanceof BooleanNode known ? holds(known.booleanValue() == flag) : UNDECIDED;
            case TEXT ->
                fact instanceof TextNode known ? holds(known.textValue().equals(text)) : UNDECIDED;
            case TEXT_AMONG -> fact instanceof TextNode known ? holds(isAmong(known.textValue())) : UNDECIDED;
            case LIST_WITH_TEXT -> fact instanceof ArrayNode known ? holds(isWithin(known)) : UNDECIDED;
            default -> UNDECIDED;
        };
    }

    /** A few texts are compared one by one, which takes less time than to hash a text that was just read. */
    private boolean isAmong(String wanted) {
        if (texts.size() > FEW) {
            return texts.contains(wanted);
        }
        for (String one : few) {
            if (one.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWithin(ArrayNode list) {
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
