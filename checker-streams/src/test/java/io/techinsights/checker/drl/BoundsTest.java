package io.techinsights.checker.drl;

import static io.techinsights.checker.drl.TestDrl.check;
import static io.techinsights.checker.drl.TestDrl.facts;
import static io.techinsights.checker.drl.TestDrl.outcome;
import static io.techinsights.checker.drl.TestDrl.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
    private static final EntityFacts FACTS = facts("petstore", "{'r': {'f': 1}}");
    private static final CheckOutcome PASSED = new Judged(Json.parse("true"), null);
    private static final CheckOutcome EXCLUDED = new Failed(
            "took longer than 100 ms at component:default/petstore; it is not run any more until it is changed", null);

    /** Takes a second or two, and nothing in it asks whether it shall end. */
    private static final String UNENDING =
            "result.set(java.util.stream.Stream.iterate(1, x -> x).limit(200000000).allMatch(x -> x == 1));";

    private final DrlBases bases = new DrlBases(DrlCompiler::compile);

    private DrlChecker checker(int stuckThreads) {
        return new DrlChecker(new Limits(1_000, Duration.ofMillis(100), stuckThreads), bases);
    }

    private static Check good(String id) {
        return check(id, rule("Fact(name == \"f\", number == 1)", "result.set(true);"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update($f);",
                "insert(new Fact(\"f\", 1));",
                "modify($f) {}",
                "delete($f); insert(new Fact(\"f\", $f.getValue()));"
            })
    void shouldStopRulesThatSetThemselvesOff(String then) {
        // Given
        String endless = rule("$f : Fact(name == \"f\")", then + " result.set(true);");

        // When
        CheckOutcome outcome = outcome(new DrlChecker(), endless, "{'f': 1}");

        // Then
        assertThat(outcome)
                .isEqualTo(new Failed("fired more than 1000 rules; one of them seems to set itself off", null));
    }

    @Test
    void shouldLetRulesFireAsOftenAsTheyMay() {
        // Given
        String often = rule("Fact($n : number, number < 1000)", "insert(new Fact(\"f\", $n + 1)); result.set($n);");

        // When
        CheckOutcome outcome = outcome(new DrlChecker(), often, "{'f': 0}");

        // Then
        assertThat(outcome).isEqualTo(new Judged(Json.canonical(Json.parse("999")), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "while (true) { try { while (true) {} } catch (Exception e) {} }",
                "do { int x = 1; } while (true);",
                "for (;;) {}",
                "for (int i = 0; i < 3; i += 0) {}",
                "f(1);",
                "fib(80);",
                "synchronized (result) { result.wait(); }"
            })
    void shouldEndLoopsAndGoOnWithTheOthers(String then) {
        // Given
        String endless = "function void f(int x) { while (x == 1) {} }\n"
                + "function int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\n" + rule("Entity()", then);
        try (CompiledChecks checks = checker(1).compile(List.of(good("a"), check("endless", endless), good("z")))) {

            // When
            var outcomes = checks.evaluate(List.of("a", "endless", "z"), FACTS);

            // Then
            assertThat(outcomes).isEqualTo(Map.of("a", PASSED, "endless", EXCLUDED, "z", PASSED));
        }
    }

    @Test
    void shouldNotRunACheckAgainThatTookTooLongUntilItIsChanged() {
        // Given
        DrlChecker checker = checker(8);
        List<Check> checks = List.of(good("a"), check("endless", rule("Entity()", "while (true) {}")));
        try (CompiledChecks first = checker.compile(checks)) {
            first.evaluate(List.of("a", "endless"), FACTS);
            try (CompiledChecks same = checker.compile(checks, first);
                    CompiledChecks changed = checker.compile(List.of(good("endless")), same)) {

                // When
                long start = System.nanoTime();
                CheckOutcome again = outcome(same, "endless", facts("other", "{'r': {'f': 1}}"));
                long nanos = System.nanoTime() - start;

                // Then
                assertThat(again).isEqualTo(EXCLUDED);
                assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofMillis(100));
                assertThat(outcome(changed, "endless", FACTS)).isEqualTo(PASSED);
            }
        }
    }

    @Test
    void shouldGiveUpThreadsThatCannotBeEnded() {
        // Given
        var checker = checker(2);
        List<Check> all = List.of(
                good("a"),
                check("one", rule("Entity()", UNENDING)),
                check("two", rule("Entity()", "/* as well */" + UNENDING)),
                good("z"));
        try (CompiledChecks checks = checker.compile(all)) {

            // When
            var outcomes = checks.evaluate(List.of("a", "one", "two", "z"), FACTS);

            // Then
            assertThat(outcomes)
                    .containsEntry("a", PASSED)
                    .containsEntry("one", EXCLUDED)
                    .containsEntry("two", EXCLUDED)
                    .containsEntry(
                            "z",
                            new Failed(
                                    "2 checks do not end and cannot be ended, so no check of type drools is run before one"
                                            + " of them does",
                                    null));
        }
    }

    @Test
    void shouldRunAllAgainWhenAThreadComesBack() {
        // Given
        String slow = rule("Entity()", UNENDING);
        try (CompiledChecks checks = checker(1).compile(List.of(check("slow", slow), good("z")))) {
            CheckOutcome late = outcome(checks, "slow", FACTS);

            // Then
            assertThat(late).isEqualTo(EXCLUDED);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(outcome(checks, "z", FACTS)).isEqualTo(PASSED));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            throw new IllegalStateException("boom");         | rule 'a' threw java.lang.IllegalStateException: boom
            throw new Exception("boom");                     | rule 'a' threw java.lang.Exception: boom
            throw new AssertionError("boom");                | rule 'a' threw java.lang.AssertionError: boom
            result.set(1 / (result == null ? 1 : 0));        | rule 'a' threw java.lang.ArithmeticException: / by zero
            f(1);                                            | rule 'a' threw java.lang.StackOverflowError
            """)
    void shouldFailWhereAConsequenceThrows(String then, String reason) {
        // Given
        String throwing = "function int f(int x) { return f(x + 1) + 1; }\n" + rule("Entity()", then);
        try (CompiledChecks checks = checker(1).compile(List.of(good("a"), check("throwing", throwing), good("z")))) {

            // When
            var outcomes = checks.evaluate(List.of("a", "throwing", "z"), FACTS);

            // Then
            assertThat(outcomes).containsEntry("a", PASSED).containsEntry("z", PASSED);
            assertThat(outcomes.get("throwing"))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.reason()).contains(reason.replace("rule 'a' threw ", "")));
        }
    }

    @Test
    void shouldFailWhereAConditionThrows() {
        // When
        CheckOutcome outcome = outcome(new DrlChecker(), rule("Fact(name.charAt(9) == 'x')", ""), "{'f': 1}");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains("name.charAt(9) == 'x'")
                                .contains("StringIndexOutOfBoundsException"));
    }

    @Test
    void shouldJudgeByManyThreadsAsByOne() throws Exception {
        // Given
        String sum = rule(
                "accumulate(Fact($n : number, number != null); $s : sum($n)) Entity($name : name)",
                "insert(new Fact(\"left behind\", \"x\")); result.set($name + \" \" + $s);");
        List<Check> checks =
                List.of(good("a"), check("sum", sum), check("boom", rule("Entity()", "throw new Exception();")));
        try (CompiledChecks compiled = new DrlChecker().compile(checks)) {
            Callable<List<Map<String, CheckOutcome>>> work = () -> {
                List<Map<String, CheckOutcome>> all = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    all.add(compiled.evaluate(
                            List.of("a", "sum", "boom"),
                            facts("e" + i, "{'r': {'f': %d, 'g': %d}}".formatted(i % 2, i))));
                }
                return all;
            };
            List<Map<String, CheckOutcome>> serial = work.call();
            var threads = Executors.newFixedThreadPool(4);
            try {

                // When
                List<Future<List<Map<String, CheckOutcome>>>> parallel =
                        threads.invokeAll(List.of(work, work, work, work));

                // Then
                for (var one : parallel) {
                    assertThat(one.get()).isEqualTo(serial);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(serial.get(7)).containsEntry("sum", new Judged(Json.parse("\"e7 8.0\""), null));
        }
    }
}
