package io.techinsights.checker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReaderTest {
    private static final CheckReader READER = new CheckReader(CheckerTypes.onClassPath());

    private static ObjectNode valid() {
        return (ObjectNode) Json.parse("""
                {"type": "json-rules-engine", "name": "Has title", "description": "A title is set", "factIds": ["meta"],
                 "rule": {"conditions": {"all": [{"fact": "hasTitle", "operator": "equal", "value": true}]}}}
                """);
    }

    private static List<String> errors(JsonNode check) {
        return READER.read("titled", check).errors().stream()
                .map(CheckProblem::toString)
                .toList();
    }

    @Test
    void shouldKeepTheOrderOfTheConfiguration() {
        // Given
        ObjectNode checks = Json.object();
        List.of("zulu", "alpha", "mike").forEach(id -> checks.set(id, valid()));

        // When
        CheckReader.Read read = READER.readAll(checks);

        // Then
        assertThat(read.errors()).isEmpty();
        assertThat(read.checks()).extracting(Check::id).containsExactly("zulu", "alpha", "mike");
    }

    @Test
    void shouldReportEveryProblemOfEveryCheckAtOnce() {
        // Given
        JsonNode checks = Json.parse("""
                {"a.b": {"type": "json-rules-engin", "descripton": 1, "name": "", "factIds": ["x", 2], "filter": 3,
                         "links": {}, "metadata": []},
                 "second": {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": "x",
                            "rule": {"conditions": {"all": [{"fact": "f", "operator": "equals", "value": 1}]}}},
                 "third": 5}
                """);

        // When
        CheckReader.Read read = READER.readAll(checks);

        // Then
        assertThat(read.checks()).isEmpty();
        assertThat(read.errors().stream().map(CheckProblem::toString))
                .containsExactlyInAnyOrder(
                        "check 'a.b': a check id is a text without dots, for it is also a key of the configuration",
                        "check 'a.b': descripton: unknown key: did you mean 'description'?",
                        "check 'a.b': type: no checker is of type 'json-rules-engin': did you mean 'json-rules-engine'?",
                        "check 'a.b': name: expected a text that is not empty, found \"\"",
                        "check 'a.b': description: missing: expected a text that is not empty",
                        "check 'a.b': factIds[1]: expected the id of a fact retriever, found 2",
                        "check 'a.b': rule: missing: expected a map",
                        "check 'a.b': filter: A filter is a map of path to value, or a list of such maps, but holds 3",
                        "check 'a.b': links: expected a list of maps with title and url, found {}",
                        "check 'a.b': metadata: expected a map, found []",
                        "check 'second': factIds: expected a list of fact retriever ids, found \"x\"",
                        "check 'second': rule.conditions.all[0].operator: unknown operator 'equals': did you mean 'equal'?",
                        "check 'third': expected a map with type, name, description, factIds and rule, found 5");
    }

    @Test
    void shouldSayWhatEachConditionLacks() {
        // Given
        ObjectNode check = valid();
        check.set("rule", Json.parse("""
                {"priority": 0, "event": {"type": "x"}, "conditions": {"all": [
                   {"fact": "f", "operator": "equal"},
                   {"all": [], "any": []},
                   {"condition": "shared"},
                   {"fact": "f", "operator": "some:equal", "value": null, "path": "$.a[", "priority": 1.5},
                   {"not": [{"fact": "f", "operator": "equal", "value": 1}]},
                   {"any": {"fact": "f", "operator": "equal", "value": 1}},
                   {"operator": "equal", "value": {"fact": 5, "pth": "x"}, "valeu": 1},
                   {"al": []},
                   7
                ]}}
                """));

        // When
        List<String> errors = errors(check);

        // Then
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "check 'titled': rule.priority: expected a whole number above zero, found 0",
                        "check 'titled': rule.event: unknown key: expected one of conditions, name, priority",
                        "check 'titled': rule.conditions.all[0].value: missing: expected what to compare the fact with;"
                                + " null is fine",
                        "check 'titled': rule.conditions.all[1]: expected exactly one of all, any, not, but it has all and any",
                        "check 'titled': rule.conditions.all[2].condition: a reference to a condition cannot be resolved:"
                                + " write the condition here",
                        "check 'titled': rule.conditions.all[3].operator: unknown operator decorator 'some': expected one of"
                                + " everyFact, everyValue, not, someFact, someValue, swap",
                        "check 'titled': rule.conditions.all[3].path: '$.a[' is no path that can be followed: at the end"
                                + " expected a name, an index, '*', a slice or a list of these, and ']'",
                        "check 'titled': rule.conditions.all[3].priority: expected a whole number, found 1.5",
                        "check 'titled': rule.conditions.all[4].not: expected a map with one of all, any, not, or with fact,"
                                + " operator and value, found [{\"fact\":\"f\",\"operator\":\"equal\",\"value\":1}]",
                        "check 'titled': rule.conditions.all[5].any: expected a list of conditions, found"
                                + " {\"fact\":\"f\",\"operator\":\"equal\",\"value\":1}",
                        "check 'titled': rule.conditions.all[6].fact: missing: expected a text that is not empty",
                        "check 'titled': rule.conditions.all[6].value.fact: expected a text that is not empty, found 5",
                        "check 'titled': rule.conditions.all[6].value.pth: unknown key: did you mean 'path'?",
                        "check 'titled': rule.conditions.all[6].valeu: unknown key: did you mean 'value'?",
                        "check 'titled': rule.conditions.all[7]: expected exactly one of all, any, not, but it has none",
                        "check 'titled': rule.conditions.all[7].al: unknown key: did you mean 'all'?",
                        "check 'titled': rule.conditions.all[8]: expected a map with one of all, any, not, or with fact,"
                                + " operator and value, found 7");
    }

    @Test
    void shouldRefuseARootThatIsNoGroup() {
        // Given
        ObjectNode check = valid();
        check.set("rule", Json.parse("{\"conditions\": {\"fact\": \"f\", \"operator\": \"equal\", \"value\": 1}}"));

        // When
        List<String> errors = errors(check);

        // Then
        assertThat(errors)
                .containsExactly(
                        "check 'titled': rule.conditions: a condition on a fact cannot be the root: put it into all, any or not");
    }

    @Test
    void shouldRefuseNestingWithoutEnd() {
        // Given
        String deep =
                "{\"not\": ".repeat(101) + "{\"fact\": \"f\", \"operator\": \"equal\", \"value\": 1}" + "}".repeat(101);
        ObjectNode check = valid();
        check.putObject("rule").set("conditions", Json.parse(deep));

        // When
        List<String> errors = errors(check);

        // Then
        assertThat(errors).singleElement().asString().endsWith("not: nested more than 100 deep");
    }

    @Test
    void shouldRefuseMoreConditionsThanARuleCanHold() {
        // Given
        ObjectNode check = valid();
        var all = check.putObject("rule").putObject("conditions").putArray("all");
        for (int i = 0; i < 1001; i++) {
            all.addObject().put("fact", "f").put("operator", "equal").put("value", i);
        }

        // When
        List<String> errors = errors(check);

        // Then
        assertThat(errors)
                .containsExactly("check 'titled': rule.conditions.all[1000]: more than 1000 conditions in one check");
    }

    @Test
    void shouldRefuseANumberThatJsonCannotHold() {
        // Given
        ObjectNode check = valid();
        check.putObject("metadata").putArray("weights").add(Double.POSITIVE_INFINITY);

        // When
        List<String> errors = errors(check);

        // Then
        assertThat(errors)
                .containsExactly("check 'titled': metadata.weights[0]: expected a number of at most"
                        + " 1.7976931348623157e308, found Infinity");
    }

    @Test
    void shouldReadBackTheCheckAsTheRouteAnswersIt() {
        // Given
        ObjectNode json = READER.read("titled", valid()).checks().get(0).json();

        // When
        CheckReader.Read read = READER.read("titled", json);

        // Then
        assertThat(read.errors()).isEmpty();
        assertThat(read.checks().get(0).json()).isEqualTo(json);
    }

    @Test
    void shouldRefuseAnIdThatIsNotItsKey() {
        // When
        List<String> errors = errors(valid().put("id", "other"));

        // Then
        assertThat(errors)
                .containsExactly("check 'titled': id: expected 'titled', the key it stands under, found \"other\"");
    }

    @Test
    void shouldTakeNoChecksForAnEmptySection() {
        // When
        CheckReader.Read read = READER.readAll(Json.parse("null"));

        // Then
        assertThat(read.checks()).isEmpty();
        assertThat(read.errors()).isEmpty();
    }

    @Test
    void shouldRefuseAListOfChecks() {
        // When
        CheckReader.Read read = READER.readAll(Json.array());

        // Then
        assertThat(read.errors())
                .extracting(CheckProblem::toString)
                .containsExactly("checks: expected a map of check id to check, found []");
    }

    @Test
    void shouldWarnOfACheckThatCanReadNothing() {
        // Given
        ObjectNode check = valid();
        check.putArray("factIds");

        // When
        CheckReader.Read read = READER.read("titled", check);

        // Then
        assertThat(read.checks()).hasSize(1);
        assertThat(read.warnings())
                .extracting(CheckProblem::toString)
                .containsExactly("check 'titled': factIds: names no fact retriever, so no fact can be read");
    }
}
