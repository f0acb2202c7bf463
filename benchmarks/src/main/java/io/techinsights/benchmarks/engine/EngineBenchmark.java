package io.techinsights.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.CheckOutcome;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.EntityFacts;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Each call judges one entity by all checks; all ways are given the same entities in the same order. */
@State(Scope.Thread)
public class EngineBenchmark {
    /** Tells the process that measures which load it is for. */
    static final String SIZE = "benchmarks.engine.size";

    private final EngineLoad load = EngineLoad.of(EngineLoad.Size.of(System.getProperty(SIZE, "20x4")));
    private final CheckSet checks = CheckSet.of(load.checks(), CheckerTypes.onClassPath());
    private final List<TreeWriter> writers =
            load.checks().stream().map(TreeWriter::of).toList();
    private int next;

    private EntityFacts entity() {
        next = next + 1 == load.entities().size() ? 0 : next + 1;
        return load.entities().get(next);
    }

    /** Through the product's own interface: verdict and evaluated tree of each check, as the engine gives them to its caller. */
    @Benchmark
    public void ours(Blackhole consumer) {
        for (CheckOutcome outcome : checks.evaluate(load.checks(), entity()).values()) {
            consumer.consume(judged(outcome).result());
            consumer.consume(tree(outcome));
        }
    }

    /** The same, and each tree written as the text that a result holds. */
    @Benchmark
    public void text(Blackhole consumer) {
        for (CheckOutcome outcome : checks.evaluate(load.checks(), entity()).values()) {
            consumer.consume(judged(outcome).result());
            consumer.consume(Json.write(tree(outcome)));
        }
    }

    private static CheckOutcome.Judged judged(CheckOutcome outcome) {
        if (outcome instanceof CheckOutcome.Judged judged) {
            return judged;
        }
        throw new IllegalStateException("Every fact is there, and yet the outcome is " + outcome);
    }

    private static JsonNode tree(CheckOutcome outcome) {
        return Objects.requireNonNull(judged(outcome).conditions());
    }

    /** Verdicts only. */
    @Benchmark
    public void predicates(Blackhole consumer) {
        Map<String, FactRow> rows = entity().rows();
        for (Predicate<Map<String, FactRow>> predicate : load.predicates()) {
            consumer.consume(predicate.test(rows));
        }
    }

    /** Verdicts and written trees, without an engine. */
    @Benchmark
    public void trees(Blackhole consumer) {
        Map<String, FactRow> rows = entity().rows();
        for (TreeWriter writer : writers) {
            consumer.consume(Json.write(writer.tree(rows)));
        }
    }

    /** Lets the generated classes go. */
    @TearDown
    public void close() {
        checks.close();
    }
}
