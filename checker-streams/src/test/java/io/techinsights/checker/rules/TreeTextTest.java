package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.operator.Operator;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTextTest {
    private static final String FACTS = """
            {"r": {"yes": true, "nothing": null, "whole": 3.0, "part": 1e-7, "large": 123456789012345678901234567890,
                   "text": "a \\" \\\\ \\u2028 \\u0001 ü", "list": [1.0, {"a": "b"}], "map": {"a": {"b": 2.50}}}}""";

    /** An operator of somebody who made a mistake. */
    private record Broken() implements Operator {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public boolean test(JsonNode fact, JsonNode value) {
            throw new ArithmeticException("it is broken");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'all': []}",
                "{'not': {'any': []}, 'name': 'a \\' b', 'priority': 7}",
                "{'not': {'fact': 'yes', 'operator': 'equal', 'value': true}}",
                "{'all': [{'fact': 'nothing', 'operator': 'equal', 'value': null, 'name': 'n'},"
                        + " {'any': [{'fact': 'whole', 'operator': 'lessThan', 'value': 5.0, 'priority': 2}]}]}",
                "{'any': [{'fact': 'part', 'operator': 'equal', 'value': 1}, {'fact': 'large', 'operator': 'equal', 'value': 1}]}",
                "{'any': [{'fact': 'text', 'operator': 'in', 'value': ['ü', 1.0]}, {'fact': 'list', 'operator': 'contains',"
                        + " 'value': 1, 'params': {'x': 1.50}}]}",
                "{'all': [{'fact': 'map', 'operator': 'equal', 'value': {'fact': 'map', 'path': '$.a.b'}, 'path': '$.a.b'}]}",
                "{'all': [{'fact': 'map', 'operator': 'equal', 'value': 1, 'path': '$.gone'},"
                        + " {'fact': 'yes', 'operator': 'equal', 'value': {'fact': 'map', 'path': '$.gone'}}]}",
                "{'all': [{'fact': 'yes', 'operator': 'equal', 'value': false, 'priority': 2},"
                        + " {'fact': 'yes', 'operator': 'equal', 'value': true, 'params': {}}]}",
                "{'all': [{'fact': 'yes', 'operator': 'broken', 'value': false}, {'fact': 'yes', 'operator': 'equal', 'value': 1}]}"
            })
    void shouldWriteATreeAsItsNodesWouldBeWritten(String conditions) throws JsonProcessingException {
        // Given
        String text = conditions.replace("\\'", "\\\"").replace('\'', '"');
        var json = Json.object();
        json.putObject("rule").set("conditions", Json.canonical(Json.parse(text)));
        var check = new Check("x", JsonRulesEngineChecker.TYPE, "x", "x", List.of("r"), null, json);
        try (CompiledChecks compiled = new JsonRulesEngineChecker(List.of(new Broken())).compile(List.of(check))) {
            CheckOutcome outcome =
                    Objects.requireNonNull(compiled.evaluate(List.of("x"), TestFacts.of(Json.parse(FACTS)))
                            .get("x"));

            // When
            JsonNode tree = Objects.requireNonNull(
                    outcome instanceof Judged judged ? judged.conditions() : ((Failed) outcome).conditions());

            // Then
            assertThat(tree).isInstanceOf(JsonText.class);
            assertThat(Json.write(tree)).isEqualTo(Json.MAPPER.writeValueAsString(tree));
        }
    }
}
