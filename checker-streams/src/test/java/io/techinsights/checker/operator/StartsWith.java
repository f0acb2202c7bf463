package io.techinsights.checker.operator;

import com.fasterxml.jackson.databind.JsonNode;

/** An operator such as an organisation may bring along. */
public final class StartsWith implements Operator {
    @Override
    public String name() {
        return "startsWith";
    }

    @Override
    public boolean test(JsonNode fact, JsonNode value) {
        return fact.asText().startsWith(value.asText());
    }
}
