package io.techinsights.checker.drl;

import static io.techinsights.checker.drl.TestDrl.check;
import static io.techinsights.checker.drl.TestDrl.facts;
import static io.techinsights.checker.drl.TestDrl.outcome;
import static io.techinsights.checker.drl.TestDrl.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.drl.Compilation.Compiled;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CompiledChecks;
import io.techinsights.schemas.json.Json;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedDrlTest {
    private final List<String> compiled = new ArrayList<>();
    private final List<WeakReference<ClassLoader>> classes = new ArrayList<>();
    private final DrlBases bases = new DrlBases(this::compile);
    private final DrlChecker checker = new DrlChecker(Limits.DEFAULT, bases);

    private Compilation compile(String text) {
        Compilation compilation = DrlCompiler.compile(text);
        compiled.add(text);
        if (compilation instanceof Compiled one) {
            classes.add(new WeakReference<>(one.base().classes()));
        }
        return compilation;
    }

    private static Check gives(String id, int value) {
        return check(id, rule("Entity()", "result.set(" + value + ");"));
    }

    private static void assertGives(CompiledChecks checks, String id, int value) {
        assertThat(outcome(checks, id, facts("petstore", "{'r': {}}")))
                .isEqualTo(new Judged(Json.canonical(Json.parse(String.valueOf(value))), null));
    }

    @Test
    void shouldCompileOnceWhatIsValidatedAndCompiled() {
        // Given
        List<Check> checks = List.of(gives("a", 1), gives("b", 1), gives("c", 2), check("bad", "rule"));

        // When
        checks.forEach(checker::validate);
        try (CompiledChecks first = checker.compile(checks)) {
            checks.forEach(checker::validate);
            assertGives(first, "b", 1);
        }

        // Then
        assertThat(compiled).hasSize(3);
        assertThat(bases.size()).isZero();
    }

    @Test
    void shouldCompileOnlyWhatChanged() {
        // Given
        List<Check> checks = List.of(gives("a", 1), gives("b", 2));
        try (CompiledChecks before = checker.compile(checks)) {
            compiled.clear();

            // When
            try (CompiledChecks after = checker.compile(List.of(gives("a", 1), gives("b", 3)), before)) {

                // Then
                assertThat(compiled).singleElement().asString().contains("result.set(3)");
                assertGives(before, "b", 2);
                assertGives(after, "a", 1);
                assertGives(after, "b", 3);
            }
        }
        assertThat(bases.size()).isZero();
    }

    @Test
    void shouldLetGoOfTheClassesOfTwoHundredChanges() {
        // Given
        CompiledChecks current = checker.compile(List.of(gives("kept", 1000), gives("changed", -1)));

        // When
        for (int i = 0; i < 200; i++) {
            List<Check> checks = List.of(gives("kept", 1000), gives("changed", i));
            checks.forEach(checker::validate);
            CompiledChecks next = checker.compile(checks, current);
            assertGives(next, "changed", i);
            current.close();
            current = next;
        }
        current.close();

        // Then
        assertThat(bases.size()).isZero();
        assertThat(classes).hasSize(202);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(classes.stream().filter(reference -> reference.get() != null))
                    .isEmpty();
        });
    }

    @Test
    void shouldKeepAFewOfThoseThatWereOnlyValidated() {
        // Given
        var few = new DrlBases(text -> {
            compiled.add(text);
            return new Compilation.Refused(List.of(new DrlProblem(1, 1, text)));
        });

        // When
        for (int i = 0; i < 70; i++) {
            few.validate("text " + i);
        }

        // Then
        assertThat(few.validate("text 69")).containsExactly(new DrlProblem(1, 1, "text 69"));
        assertThat(compiled).hasSize(70);
        assertThat(few.validate("text 0")).containsExactly(new DrlProblem(1, 1, "text 0"));
        assertThat(compiled).hasSize(71);
    }
}
