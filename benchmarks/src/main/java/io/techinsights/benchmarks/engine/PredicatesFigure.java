package io.techinsights.benchmarks.engine;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import org.openjdk.jmh.runner.RunnerException;

/** What rules that can change and that explain themselves cost, beside booleans from Java code. */
public record PredicatesFigure(EngineLoad.Size size) implements Figure {

    @Override
    public String name() {
        return "engine-" + size + "-vs-predicates";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "checks × conditions " + size
                + " with trees as objects, beside predicates written in Java without trees";
    }

    @Override
    public Round measure() throws RunnerException {
        return new Round(new EngineRun(size, "ours").measure(), new EngineRun(size, "predicates").measure());
    }
}
