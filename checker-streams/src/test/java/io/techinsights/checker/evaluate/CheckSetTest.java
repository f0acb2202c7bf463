package io.techinsights.checker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.check.CheckProblem;
import io.techinsights.checker.rules.JsonRulesEngineChecker;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckSetTest {
    private static final EntityRef ENTITY = EntityRef.parse("component:default/petstore");
    private static final CheckOutcome PASSED = new CheckOutcome.Judged(BooleanNode.TRUE, null);
    private volatile CheckSet current = CheckSet.of(List.of(), new CheckerTypes(List.of()));
    private final CheckerTypes types = new CheckerTypes(List.of(new JsonRulesEngineChecker(List.of()), new Careless()));

    /** A checker that throws for the check {@code throws}, and forgets the check {@code forgotten}. */
    private static final class Careless implements FactChecker {
        @Override
        public String type() {
            return "careless";
        }

        @Override
        public List<CheckProblem> validate(Check check) {
            return List.of();
        }

        @Override
        public CompiledChecks compile(List<Check> checks) {
            return new CompiledChecks() {
                @Override
                public Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts facts) {
                    if (checkIds.contains("throws")) {
                        throw new ArithmeticException("boom");
                    }
                    return checkIds.contains("forgotten") ? Map.of("fine", PASSED) : Map.of();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Set<FactUse> reads(Check check) {
            return Set.of();
        }
    }

    private static Check careless(String id) {
        return new Check(id, "careless", id, id, List.of("r"), null, Json.object());
    }

    /** Holds where the fact equals the value; the number of leaves is its form. */
    private static Check check(String id, int leaves, int value) {
        ObjectNode json = Json.object();
        var all = json.putObject("rule").putObject("conditions").putArray("all");
        for (int leaf = 0; leaf < leaves; leaf++) {
            all.addObject().put("fact", "f").put("operator", "equal").put("value", (double) value);
        }
        return new Check(id, JsonRulesEngineChecker.TYPE, id, id, List.of("r"), null, json);
    }

    private static EntityFacts fact(int value) {
        return new EntityFacts(
                ENTITY,
                Map.of(
                        "r",
                        new FactRow("r", "1.0.0", ENTITY, Instant.EPOCH, null, Map.of("f", IntNode.valueOf(value)))));
    }

    private static boolean passes(CheckSet set, String id, int value) {
        Check check = set.check(id).orElseThrow();
        var outcome =
                set.evaluate(List.of(check), fact(value)).values().iterator().next();
        return ((CheckOutcome.Judged) outcome).result().booleanValue();
    }

    @Test
    void shouldKeepTheSetBeforeAsItWas() {
        // Given
        try (var before = CheckSet.of(List.of(check("a", 1, 1), check("b", 2, 1)), types)) {

            // When
            try (var after = before.changedTo(List.of(check("b", 2, 2), check("c", 3, 3)))) {

                // Then
                assertThat(passes(before, "a", 1)).isTrue();
                assertThat(passes(before, "b", 1)).isTrue();
                assertThat(passes(after, "b", 2)).isTrue();
                assertThat(passes(after, "c", 3)).isTrue();
                assertThat(after.check("a")).isEmpty();
            }
            assertThat(passes(before, "b", 1)).isTrue();
        }
    }

    @Test
    void shouldAnswerRightWhileChecksAreSwapped() throws Exception {
        // Given
        List<Check> even = IntStream.range(0, 40)
                .mapToObj(i -> check("c" + i, 1 + i % 5, 0))
                .toList();
        current = CheckSet.of(even, types);
        var swapping = new AtomicBoolean(true);
        Callable<Integer> work = () -> {
            int rounds = 0;
            do {
                CheckSet set = current;
                for (Check check : set.checks()) {
                    int expected = check.rule().at("/conditions/all/0/value").intValue();
                    assertThat(passes(set, check.id(), expected)).isTrue();
                    assertThat(passes(set, check.id(), expected + 1)).isFalse();
                }
                rounds++;
            } while (swapping.get());
            return rounds;
        };
        List<CheckSet> old = new ArrayList<>();
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers =
                    IntStream.range(0, 4).mapToObj(i -> threads.submit(work)).toList();

            // When
            for (int swap = 1; swap <= 20; swap++) {
                List<Check> now = new ArrayList<>(even);
                now.set(swap, check("c" + swap, swap % 4 == 0 ? 10 + swap : 1 + swap % 5, swap));
                old.add(current);
                current = current.changedTo(now);
            }
            swapping.set(false);

            // Then
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isPositive();
            }
        } finally {
            swapping.set(false);
            threads.shutdown();
        }
        old.forEach(CheckSet::close);
        current.close();
    }

    @Test
    void shouldMakeWhatACheckerThrowsOrForgetsAnErrorOfItsChecks() {
        // Given
        List<Check> checks = List.of(careless("throws"), careless("forgotten"), careless("fine"), check("a", 1, 1));
        try (var set = CheckSet.of(checks, types)) {

            // When
            var thrown = set.evaluate(checks, fact(1));
            var forgotten = set.evaluate(checks.subList(1, 4), fact(1));

            // Then
            var boom = new CheckOutcome.Failed(
                    "the checker of type 'careless' gave no outcome: java.lang.ArithmeticException: boom", null);
            assertThat(thrown).containsEntry("throws", boom).containsEntry("fine", boom);
            assertThat(forgotten)
                    .containsEntry("fine", PASSED)
                    .containsEntry(
                            "forgotten",
                            new CheckOutcome.Failed("the checker of type 'careless' gave no outcome", null));
            assertThat(List.of(thrown, forgotten))
                    .allSatisfy(outcomes -> assertThat(outcomes.get("a")).isInstanceOf(CheckOutcome.Judged.class));
        }
    }

    @Test
    void shouldFailACheckOfAnotherSet() {
        // Given
        Check stranger = check("stranger", 1, 1);
        try (var set = CheckSet.of(List.of(check("a", 1, 1)), types)) {

            // When
            var outcomes = set.evaluate(List.of(stranger), fact(1));

            // Then
            assertThat(outcomes)
                    .containsEntry(
                            "stranger",
                            new CheckOutcome.Failed("check 'stranger' is not among those compiled here", null));
        }
    }

    @Test
    void shouldRefuseToEvaluateOnceClosed() {
        // Given
        var set = CheckSet.of(List.of(check("a", 1, 1)), types);

        // When
        set.close();

        // Then
        assertThatThrownBy(() -> passes(set, "a", 1)).isInstanceOf(IllegalStateException.class);
    }
}
