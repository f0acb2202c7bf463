package io.techinsights.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckOutcome.Judged;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is measured here: it is made sure that all ways compute the same, so that what is measured can be compared. */
class EngineBenchmarkTest {
    private final List<String> differences = new ArrayList<>();
    private int leaves;
    private int holding;

    @ParameterizedTest
    @EnumSource(EngineLoad.Size.class)
    void shouldComeToTheVerdictsOfThePredicatesAndTheTreesOfTheWriters(EngineLoad.Size size) {
        // Given
        EngineLoad load = EngineLoad.of(size);
        List<TreeWriter> writers = load.checks().stream().map(TreeWriter::of).toList();

        // When
        try (CheckSet checks = CheckSet.of(load.checks(), CheckerTypes.onClassPath())) {
            for (EntityFacts entity : load.entities()) {
                var outcomes = checks.evaluate(load.checks(), entity);
                for (int i = 0; i < load.checks().size(); i++) {
                    Check check = load.checks().get(i);
                    var judged = (Judged) Objects.requireNonNull(outcomes.get(check.id()));
                    boolean predicate = load.predicates().get(i).test(entity.rows());
                    compare(judged, predicate, writers.get(i).tree(entity.rows()));
                }
            }
        }

        // Then
        assertThat(load.checks()).hasSize(Integer.parseInt(size.toString().split("x")[0]));
        assertThat(differences).isEmpty();
        assertThat((double) holding / leaves).as("part of leaves that hold").isBetween(0.4, 0.6);
    }

    @Test
    void shouldGiveTreesThatAnyThreadCanReadAtAnyLaterTime() throws InterruptedException, ExecutionException {
        // Given
        EngineLoad load = EngineLoad.of(EngineLoad.Size.TWENTY);
        List<TreeWriter> writers = load.checks().stream().map(TreeWriter::of).toList();
        List<Map<String, CheckOutcome>> held = new ArrayList<>();
        try (CheckSet checks = CheckSet.of(load.checks(), CheckerTypes.onClassPath())) {
            load.entities().forEach(entity -> held.add(checks.evaluate(load.checks(), entity)));
        }

        // When
        CompletableFuture.runAsync(() -> {
                    for (int entity = 0; entity < held.size(); entity++) {
                        var rows = load.entities().get(entity).rows();
                        for (int i = 0; i < writers.size(); i++) {
                            var judged = (Judged) Objects.requireNonNull(
                                    held.get(entity).get(load.checks().get(i).id()));
                            compare(
                                    judged,
                                    load.predicates().get(i).test(rows),
                                    writers.get(i).tree(rows));
                        }
                    }
                })
                .get();

        // Then
        assertThat(differences).isEmpty();
        assertThat(leaves).isEqualTo(80 * held.size());
    }

    private void compare(Judged judged, boolean predicate, JsonNode written) {
        JsonNode tree = Objects.requireNonNull(judged.conditions());
        if (judged.result().booleanValue() != predicate
                || !Json.canonical(written).equals(tree)) {
            differences.add(judged + " but predicate " + predicate + " and tree " + written);
        }
        for (JsonNode result : tree.findValues("result")) {
            holding += result.booleanValue() ? 1 : 0;
            leaves++;
        }
    }
}
