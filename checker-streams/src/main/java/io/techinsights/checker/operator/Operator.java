package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An operator of a condition. Found by {@link java.util.ServiceLoader}, so an organisation's own operators are a jar on
 * the class path. It is called by many threads at once.
 */
public interface Operator {

    /** What a condition writes under {@code operator}. */
    String name();

    /**
     * Tests a fact. Either side is a missing node where JavaScript would have undefined. What it throws puts the check,
     * and only that check, in error with the message as the reason.
     */
    boolean test(JsonNode fact, JsonNode value);
}
