package io.techinsights.benchmarks.engine;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import org.openjdk.jmh.runner.RunnerException;

/** What is left of the cost where nobody looks at the trees: each is there, and not yet written. */
public record HeldTreesFigure(EngineLoad.Size size) implements Figure {

    @Override
    public String name() {
        return "engine-" + size + "-held-vs-predicates";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "checks × conditions " + size
                + " with trees held but not written, beside predicates written in Java without";
    }

    @Override
    public Round measure() throws RunnerException {
        return new Round(new EngineRun(size, "held").measure(), new EngineRun(size, "predicates").measure());
    }
}
