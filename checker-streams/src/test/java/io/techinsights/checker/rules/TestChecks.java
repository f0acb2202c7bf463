package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.schemas.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks of retriever {@code r} for tests. */
final class TestChecks {
    private TestChecks() {}

    /** Holds where the fact {@code f} equals the value. */
    static Check equal(String id, int value) {
        return check(id, List.of(leaf(value)));
    }

    /** Holds where the fact {@code f} equals the value; each number below 256 is another form. */
    static Check form(String id, int form, int value) {
        return check(
                id,
                IntStream.range(0, 9)
                        .mapToObj(bit -> (form >> bit & 1) == 0 ? leaf(value) : "{\"not\": " + leaf(-1) + "}")
                        .toList());
    }

    /** The same with this many leaves. */
    static Check wide(String id, int leaves, int value) {
        return check(
                id, IntStream.range(0, leaves).mapToObj(leaf -> leaf(value)).toList());
    }

    private static String leaf(int value) {
        return "{\"fact\": \"f\", \"operator\": \"equal\", \"value\": %d}".formatted(value);
    }

    private static Check check(String id, List<String> leaves) {
        ObjectNode json = Json.object();
        String conditions = leaves.stream().collect(Collectors.joining(", ", "{\"all\": [", "]}"));
        json.putObject("rule").set("conditions", Json.canonical(Json.parse(conditions)));
        return new Check(id, JsonRulesEngineChecker.TYPE, id, id, List.of("r"), null, json);
    }
}
