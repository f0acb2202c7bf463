package io.techinsights.faults.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a row. */
public record Values(long level, boolean flag) {
    /** As facts of a retriever. */
    public Map<String, JsonNode> facts(PushedFacts retriever) {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        facts.put(retriever.level(), LongNode.valueOf(level));
        facts.put(retriever.flag(), BooleanNode.valueOf(flag));
        return facts;
    }

    /** Reads facts of a retriever, an object of name to value. */
    public static Values of(PushedFacts retriever, JsonNode facts) {
        return new Values(
                facts.path(retriever.level()).asLong(-1),
                facts.path(retriever.flag()).asBoolean());
    }
}
