package io.techinsights.checker.operator;

import org.jspecify.annotations.Nullable;

/** What an operator of json-rules-engine is where both sides are numbers: a comparison of two doubles. */
public enum Order {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Null where the operator is more than that, or somebody's own. */
    public static @Nullable Order of(Operator operator) {
        return operator instanceof BuiltInOperator builtIn ? builtIn.order() : null;
    }

    /** Whether it holds of a fact and a value. */
    public boolean holds(double fact, double value) {
        return switch (this) {
            case EQUAL -> fact == value;
            case NOT_EQUAL -> fact != value;
            case LESS -> fact < value;
            case LESS_OR_EQUAL -> fact <= value;
            case GREATER -> fact > value;
            case GREATER_OR_EQUAL -> fact >= value;
        };
    }
}
