package io.techinsights.checker.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Failed;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.checker.operator.Operators;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedChecksTest {
    /** {@code -Dchanges=1000} takes a minute or two. */
    private static final int CHANGES = Integer.getInteger("changes", 30);

    private final List<String> compiled = new ArrayList<>();
    private final List<WeakReference<ClassLoader>> classes = new ArrayList<>();
    private final RuleBases bases = new RuleBases(this::compile);
    private final JsonRulesEngineChecker checker = new JsonRulesEngineChecker(new Operators(List.of()), bases);

    private RuleBase compile(String text) {
        if (text.contains("test(666)")) {
            throw new IllegalStateException("too long");
        }
        var base = new RuleBase(text);
        compiled.add(text);
        classes.add(new WeakReference<>(base.classes()));
        return base;
    }

    private static List<Check> differentForms(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestChecks.form("c" + i, i, 1))
                .toList();
    }

    private static List<Check> with(List<Check> checks, Check changed) {
        return checks.stream()
                .map(check -> check.id().equals(changed.id()) ? changed : check)
                .toList();
    }

    private static Collection<RuleGroup> groups(CompiledChecks checks) {
        return ((CompiledRules) checks)
                .seats().values().stream().map(RuleGroup.Seat::group).distinct().toList();
    }

    private static boolean passes(CompiledChecks checks, String id, int fact) {
        Map<String, CheckOutcome> outcomes =
                checks.evaluate(List.of(id), TestFacts.of("{'r': {'f': %d}}".formatted(fact)));
        return ((Judged) outcomes.values().iterator().next()).result().booleanValue();
    }

    @Test
    void shouldCompileOnlyTheOneThatChangedAmongThreeHundred() {
        // Given
        List<Check> checks = IntStream.range(0, 300)
                .mapToObj(i -> TestChecks.form("c" + i, i % 40, 1))
                .toList();
        try (CompiledChecks before = checker.compile(checks)) {
            compiled.clear();

            // When
            try (CompiledChecks after = checker.compile(with(checks, TestChecks.form("c7", 50, 2)), before)) {

                // Then
                assertThat(compiled)
                        .singleElement()
                        .satisfies(text -> assertThat(text.split("judge\\(")).hasSize(2));
                assertThat(groups(after))
                        .containsAll(groups(before))
                        .hasSize(groups(before).size() + 1);
                assertThat(passes(after, "c7", 2)).isTrue();
                assertThat(passes(before, "c7", 2)).isFalse();
                assertThat(passes(after, "c8", 1)).isTrue();
            }
        }
    }

    @Test
    void shouldCompileNothingWhereOnlyAValueChanged() {
        // Given
        List<Check> checks = differentForms(40);
        try (CompiledChecks before = checker.compile(checks)) {
            compiled.clear();

            // When
            try (CompiledChecks after = checker.compile(with(checks, TestChecks.form("c7", 7, 2)), before)) {

                // Then
                assertThat(compiled).isEmpty();
                assertThat(passes(after, "c7", 2)).isTrue();
                assertThat(passes(before, "c7", 1)).isTrue();
            }
        }
    }

    @Test
    void shouldCompileChecksOfOneFormOnce() {
        // Given
        List<Check> checks = IntStream.range(0, 320)
                .mapToObj(i -> TestChecks.equal("c" + i, i))
                .toList();

        // When
        try (CompiledChecks all = checker.compile(checks)) {

            // Then
            assertThat(compiled).hasSize(1);
            assertThat(groups(all)).hasSize(10);
            assertThat(passes(all, "c319", 319)).isTrue();
            assertThat(passes(all, "c319", 318)).isFalse();
        }
    }

    @Test
    void shouldTakeTheEmptySlotOfADeletedCheck() {
        // Given
        List<Check> checks = differentForms(3);
        try (CompiledChecks all = checker.compile(checks);
                CompiledChecks fewer = checker.compile(checks.subList(0, 2), all)) {
            compiled.clear();
            List<Check> replaced = List.of(checks.get(0), checks.get(1), TestChecks.form("new", 2, 5));

            // When
            try (CompiledChecks again = checker.compile(replaced, fewer)) {

                // Then
                assertThat(compiled).isEmpty();
                assertThat(passes(again, "new", 5)).isTrue();
            }
        }
    }

    @Test
    void shouldMergeSmallGroupsWhileManyChecksChange() {
        // Given
        List<Check> checks = differentForms(40);
        CompiledChecks current = checker.compile(checks);

        // When
        for (int i = 0; i < 40; i++) {
            checks = with(checks, TestChecks.form("c" + i, 100 + i, 2));
            CompiledChecks next = checker.compile(checks, current);
            current.close();
            current = next;
        }

        // Then
        assertThat(groups(current)).hasSizeLessThan(16);
        assertThat(bases.size()).isEqualTo(groups(current).size());
        for (Check check : checks) {
            assertThat(passes(current, check.id(), 2)).isTrue();
            assertThat(passes(current, check.id(), 1)).isFalse();
        }
        current.close();
    }

    @Test
    void shouldLetGoOfTheClassesOfWhatIsClosed() {
        // Given
        List<Check> checks = differentForms(3);
        CompiledChecks current = checker.compile(checks);
        for (int i = 0; i < CHANGES; i++) {
            CompiledChecks next = checker.compile(with(checks, TestChecks.form("c1", 50 + i % 200, 2)), current);
            passes(next, "c1", 2);
            current.close();
            current = next;
        }

        // When
        current.close();

        // Then
        assertThat(bases.size()).isZero();
        assertThat(classes).hasSize(1 + CHANGES);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            System.gc();
            assertThat(classes).allMatch(reference -> reference.get() == null);
        });
    }

    @Test
    void shouldFailTheCheckThatDroolsRefusesAndNoOther() {
        // Given
        List<Check> checks = new ArrayList<>(differentForms(5));
        checks.add(TestChecks.wide("long", 667, 1));

        // When
        try (CompiledChecks all = checker.compile(checks)) {
            var outcomes = all.evaluate(List.of("long", "c0"), TestFacts.of("{'r': {'f': 1}}"));

            // Then
            assertThat(outcomes.get("long"))
                    .isEqualTo(new Failed("Drools cannot compile the conditions: too long", null));
            assertThat(IntStream.range(0, 5).allMatch(i -> passes(all, "c" + i, 1)))
                    .isTrue();
        }
        assertThat(bases.size()).isZero();
    }

    @Test
    void shouldFailTheChecksOfTheGroupThatDroolsCannotRun() {
        // Given
        String broken = """
                function boolean broken() { throw new ArithmeticException("boom"); }
                rule 'broken' when Evaluation(broken()) then end
                """;
        var breaking = new RuleBases(text -> new RuleBase(text.contains("judge(1,") ? text : broken));
        var checks = List.of(TestChecks.equal("a", 1));
        var fine = List.of(TestChecks.equal("a", 1), TestChecks.form("b", 2, 1), TestChecks.form("c", 3, 1));
        var failing = new JsonRulesEngineChecker(new Operators(List.of()), breaking);
        try (CompiledChecks first = failing.compile(checks);
                CompiledChecks both = failing.compile(fine, first)) {

            // When
            var outcomes = both.evaluate(List.of("a", "b", "c"), TestFacts.of("{'r': {'f': 1}}"));

            // Then
            assertThat(outcomes.get("a"))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.reason())
                                    .startsWith("Drools could not run the rules: ")
                                    .contains("boom"));
            assertThat(List.of("b", "c"))
                    .allSatisfy(id -> assertThat(outcomes.get(id)).isInstanceOf(Judged.class));
        }
    }
}
