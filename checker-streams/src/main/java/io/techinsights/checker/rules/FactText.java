package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.schemas.json.Json;

/** The text of a fact in an evaluated tree: that of its canonical form, which is mostly known without making that first. */
final class FactText {
    private FactText() {}

    /** A list is written element by element, since a list of plain values needs no generator. */
    static String of(JsonNode fact) {
        if (!(fact instanceof ArrayNode)) {
            return Json.write(Json.canonical(fact));
        }
        var text = new StringBuilder("[");
        for (JsonNode element : fact) {
            text.append(text.length() == 1 ? "" : ",").append(of(element));
        }
        return text.append(']').toString();
    }
}
