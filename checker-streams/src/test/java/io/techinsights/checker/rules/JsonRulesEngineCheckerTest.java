package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CheckOutcome.NotReported;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.checker.evaluate.FactUse;
import io.techinsights.checker.operator.Operator;
import io.techinsights.schemas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRulesEngineCheckerTest {
    private static final JsonRulesEngineChecker CHECKER = new JsonRulesEngineChecker(List.of(new Broken()));

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

    /** Single quotes in the conditions stand for double ones. */
    private static Check check(String id, List<String> factIds, String conditions) {
        ObjectNode json = Json.object();
        json.putObject("rule").set("conditions", Json.canonical(Json.parse(conditions.replace('\'', '"'))));
        return new Check(id, JsonRulesEngineChecker.TYPE, id, id, factIds, null, json);
    }

    private static Check equal(String id, String fact, int value) {
        return check(
                id, List.of("r"), "{'all': [{'fact': '%s', 'operator': 'equal', 'value': %d}]}".formatted(fact, value));
    }

    private static CheckOutcome judge(Check check, EntityFacts facts) {
        try (CompiledChecks compiled = CHECKER.compile(List.of(check))) {
            return compiled.evaluate(List.of(check.id()), facts)
                    .values()
                    .iterator()
                    .next();
        }
    }

    /** What a tree shows of each leaf that was evaluated. */
    private static List<String> results(@Nullable CheckOutcome outcome) {
        var judged = (Judged) Objects.requireNonNull(outcome);
        return Objects.requireNonNull(judged.conditions()).findValuesAsText("result");
    }

    @Test
    void shouldJudgeOnlyTheChecksAskedForAndInThatOrder() {
        // Given
        List<Check> checks = List.of(equal("a", "f", 1), equal("b", "f", 2), equal("c", "f", 1));
        try (CompiledChecks compiled = CHECKER.compile(checks)) {

            // When
            Map<String, CheckOutcome> outcomes = compiled.evaluate(List.of("c", "b"), TestFacts.of("{'r': {'f': 1}}"));

            // Then
            assertThat(outcomes.keySet()).containsExactly("c", "b");
            assertThat(outcomes.values().stream()
                            .map(outcome -> ((Judged) outcome).result().booleanValue()))
                    .containsExactly(true, false);
        }
    }

    @Test
    void shouldNameTheFactsThatAreMissing() {
        // Given
        Check check = check("x", List.of("r", "s"), """
                {'all': [{'fact': 'here', 'operator': 'equal', 'value': {'fact': 'gone'}},
                         {'fact': 'here', 'params': {'factRetrieverId': 's'}, 'operator': 'equal', 'value': 1}]}""");

        // When
        CheckOutcome outcome = judge(check, TestFacts.of("{'r': {'here': null}}"));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(NotReported.class, missing -> {
            assertThat(missing.reason()).isEqualTo("no fact 'gone', 'here' of s from r, s");
            assertThat(missing.conditions()).isEqualTo(Json.canonical(Json.parse("""
                    {"priority": 1, "all": [
                      {"operator": "equal", "value": {"fact": "gone"}, "fact": "here"},
                      {"operator": "equal", "value": 1, "fact": "here", "params": {"factRetrieverId": "s"}}]}""")));
        });
    }

    @Test
    void shouldTakeTheLastRetrieverThatHasTheFact() {
        // Given
        String conditions = "{'all': [{'fact': 'f', 'operator': 'equal', 'value': 1}]}";
        EntityFacts facts = TestFacts.of("{'a': {'f': 1}, 'b': {'f': 2}, 'c': {}}");

        // When
        CheckOutcome lastIsB = judge(check("x", List.of("a", "b", "c"), conditions), facts);
        CheckOutcome lastIsA = judge(check("x", List.of("b", "a", "none"), conditions), facts);

        // Then
        assertThat(((Judged) lastIsB).result().booleanValue()).isFalse();
        assertThat(((Judged) lastIsA).result().booleanValue()).isTrue();
    }

    @Test
    void shouldJudgeACheckWithoutAnyFactEvenWhereNothingIsKnown() {
        // When
        CheckOutcome outcome = judge(check("x", List.of("r"), "{'any': []}"), TestFacts.of("{}"));

        // Then
        assertThat(outcome)
                .isEqualTo(new Judged(BooleanNode.TRUE, Json.canonical(Json.parse("{\"priority\": 1, \"any\": []}"))));
    }

    @Test
    void shouldKeepABrokenOperatorFromItsNeighbours() {
        // Given
        List<Check> checks = List.of(
                equal("before", "f", 1),
                check(
                        "broken",
                        List.of("r"),
                        "{'any': [{'fact': 'f', 'operator': 'not:broken', 'value': 1}, "
                                + "{'fact': 'f', 'operator': 'equal', 'value': 1}]}"),
                equal("after", "f", 2));
        try (CompiledChecks compiled = CHECKER.compile(checks)) {

            // When
            var outcomes = compiled.evaluate(List.of("before", "broken", "after"), TestFacts.of("{'r': {'f': 1}}"));

            // Then
            assertThat(outcomes.get("before"))
                    .isInstanceOfSatisfying(
                            Judged.class,
                            it -> assertThat(it.result().booleanValue()).isTrue());
            assertThat(outcomes.get("after"))
                    .isInstanceOfSatisfying(
                            Judged.class,
                            it -> assertThat(it.result().booleanValue()).isFalse());
            assertThat(outcomes.get("broken"))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            it -> assertThat(it.reason())
                                    .isEqualTo("rule.conditions.any[0]: operator 'not:broken': it is broken"));
        }
    }

    @Test
    void shouldKeepAnInvalidCheckFromItsNeighbours() {
        // Given
        Check invalid = check("invalid", List.of("r"), "{'all': [{'fact': 'f', 'operator': 'equl', 'value': 1}]}");
        try (CompiledChecks compiled = CHECKER.compile(List.of(invalid, equal("fine", "f", 1)))) {

            // When
            var outcomes = compiled.evaluate(List.of("invalid", "fine"), TestFacts.of("{'r': {'f': 1}}"));

            // Then
            assertThat(outcomes.get("invalid"))
                    .isEqualTo(new Failed(
                            "check 'invalid': rule.conditions.all[0].operator: unknown operator 'equl': did you mean 'equal'?",
                            null));
            assertThat(outcomes.get("fine")).isInstanceOf(Judged.class);
        }
    }

    @Test
    void shouldSkipTheLowerPriorityOnceTheOutcomeIsDecided() {
        // Given
        Check check = check("x", List.of("r"), """
                {'all': [{'fact': 'f', 'operator': 'broken', 'value': 1},
                         {'fact': 'f', 'operator': 'equal', 'value': 2, 'priority': 10}]}""");

        // When
        CheckOutcome outcome = judge(check, TestFacts.of("{'r': {'f': 1}}"));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Judged.class,
                        it -> assertThat(it.result().booleanValue()).isFalse());
    }

    @Test
    void shouldGiveEachCheckTheFactOfItsOwnRetrieversWhereSeveralHaveOneOfItsName() {
        // Given
        String conditions = "{'all': [{'fact': 'f', 'operator': 'equal', 'value': 1}]}";
        List<Check> checks = List.of(
                check("a", List.of("a"), conditions),
                check("b", List.of("b"), conditions),
                check("ab", List.of("a", "b"), conditions),
                check("ba", List.of("b", "a"), conditions));
        List<String> ids = checks.stream().map(Check::id).toList();
        try (CompiledChecks compiled = CHECKER.compile(checks)) {

            // When
            var both = compiled.evaluate(ids, TestFacts.of("{'a': {'f': 1}, 'b': {'f': 2}}"));
            var one = compiled.evaluate(ids, TestFacts.of("{'b': {'f': 1}}"));

            // Then
            assertThat(both.values().stream()
                            .map(outcome -> ((Judged) outcome).result().booleanValue()))
                    .containsExactly(true, false, false, true);
            assertThat(one.get("a")).isInstanceOf(NotReported.class);
            one.remove("a");
            assertThat(one.values())
                    .allSatisfy(
                            outcome -> assertThat(((Judged) outcome).result().booleanValue())
                                    .isTrue());
        }
    }

    @Test
    void shouldShowOfALowerPriorityOnlyWhatWasEvaluated() {
        // Given
        Check check = check("x", List.of("r"), """
                {'any': [{'fact': 'f', 'operator': 'equal', 'value': 1},
                         {'fact': 'f', 'operator': 'lessThan', 'value': 3, 'priority': 2}]}""");

        // When
        CheckOutcome decided = judge(check, TestFacts.of("{'r': {'f': 1}}"));
        CheckOutcome open = judge(check, TestFacts.of("{'r': {'f': 3}}"));

        // Then
        assertThat(results(decided)).containsExactly("true");
        assertThat(results(open)).containsExactly("false", "false");
    }

    @Test
    void shouldJudgeAndShowEachOfManyComparisonsOfOneFact() {
        // Given
        List<Check> checks = IntStream.range(0, 30)
                .mapToObj(i -> check("c" + i, List.of("r"), """
                        {'all': [{'fact': 'f', 'operator': 'greaterThan', 'value': %d},
                                 {'fact': 'f', 'operator': 'notEqual', 'value': %d},
                                 {'fact': 'f', 'operator': 'in', 'value': ['x']}]}""".formatted(i, i + 1)))
                .toList();
        List<String> ids = checks.stream().map(Check::id).toList();
        try (CompiledChecks compiled = CHECKER.compile(checks)) {
            for (int fact = 0; fact < 32; fact++) {

                // When
                var outcomes = compiled.evaluate(ids, TestFacts.of("{'r': {'f': %d}}".formatted(fact)));

                // Then
                for (int i = 0; i < ids.size(); i++) {
                    assertThat(results(outcomes.get(ids.get(i))))
                            .containsExactly("" + (fact > i), "" + (fact != i + 1), "false");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\n\r\u2028",
                "*/ //",
                "\"); System.exit(1); (\"",
                "' then end rule 'x' when",
                "\\u0022",
                "${x} #{y} @{z}",
                "\uD83D\uDE00 \uD83D",
                "\u0000",
                "%s%n%d"
            })
    void shouldTakeAnyTextForNothingButText(String text) {
        // Given
        ObjectNode json = Json.object();
        ObjectNode conditions =
                json.putObject("rule").put("name", text).putObject("conditions").put("name", text);
        conditions
                .putArray("all")
                .addObject()
                .put("fact", text)
                .put("operator", "equal")
                .put("value", text)
                .put("name", text)
                .putObject("params")
                .put("factRetrieverId", text);
        var check = new Check(text, JsonRulesEngineChecker.TYPE, text, text, List.of(text), null, json);
        ObjectNode rows = Json.object();
        rows.putObject(text).put(text, text);

        // When
        CheckOutcome outcome = judge(check, TestFacts.of(rows));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Judged.class,
                        it -> assertThat(it.result().booleanValue()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 98})
    void shouldJudgeWhatIsNestedDeep(int levels) {
        // Given
        String conditions = "{'all': [{'not': ".repeat(levels / 2)
                + "{'any': [{'fact': 'f', 'operator': 'equal', 'value': 1}]}" + "}]}".repeat(levels / 2);

        // When
        CheckOutcome outcome = judge(check("x", List.of("r"), conditions), TestFacts.of("{'r': {'f': 1}}"));

        // Then
        assertThat(((Judged) outcome).result().booleanValue()).isEqualTo(levels / 2 % 2 == 0);
    }

    @Test
    void shouldJudgeAWideCheck() {
        // Given
        String leaf = "{'fact': 'f', 'operator': 'equal', 'value': 1}";
        String conditions = "{'all': [" + leaf + ("," + leaf).repeat(999) + "]}";

        // When
        CheckOutcome outcome = judge(check("x", List.of("r"), conditions), TestFacts.of("{'r': {'f': 1}}"));

        // Then
        assertThat(((Judged) outcome).result().booleanValue()).isTrue();
    }

    @Test
    void shouldAnswerManyThreadsAsOne() throws Exception {
        // Given
        List<Check> checks =
                IntStream.range(0, 20).mapToObj(i -> equal("c" + i, "f", i)).toList();
        List<String> ids = checks.stream().map(Check::id).toList();
        List<EntityFacts> entities = IntStream.range(0, 20)
                .mapToObj(i -> TestFacts.of("{'r': {'f': %d}}".formatted(i)))
                .toList();
        var threads = Executors.newFixedThreadPool(8);
        try (CompiledChecks compiled = CHECKER.compile(checks)) {
            Callable<List<Map<String, CheckOutcome>>> work = () -> IntStream.range(0, 2000)
                    .mapToObj(i -> compiled.evaluate(ids, entities.get(i % entities.size())))
                    .toList();
            List<Map<String, CheckOutcome>> expected = work.call();

            // When
            List<Future<List<Map<String, CheckOutcome>>>> answers =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> work).toList());

            // Then
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldNameEveryFactThatItReads() {
        // Given
        Check check = check("x", List.of("r", "s"), """
                {'not': {'fact': 'f', 'operator': 'equal',
                         'value': {'fact': 'g', 'params': {'factRetrieverId': 's'}, 'path': '$.a'}}}""");

        // When
        Set<FactUse> reads = CHECKER.reads(check);

        // Then
        assertThat(reads).containsExactly(new FactUse(null, "f"), new FactUse("s", "g"));
    }

    @Test
    void shouldRefuseToJudgeOnceClosed() {
        // Given
        CompiledChecks compiled = CHECKER.compile(List.of(equal("a", "f", 1)));
        EntityFacts facts = TestFacts.of("{'r': {'f': 1}}");

        // When
        compiled.close();
        compiled.close();

        // Then
        assertThatThrownBy(() -> compiled.evaluate(List.of("a"), facts)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldFailACheckItDoesNotKnow() {
        // Given
        try (CompiledChecks compiled = CHECKER.compile(List.of())) {

            // When
            var outcomes = compiled.evaluate(List.of("nope"), TestFacts.of("{}"));

            // Then
            assertThat(outcomes)
                    .containsOnly(Map.entry("nope", new Failed("check 'nope' is not among those compiled here", null)));
        }
    }
}
