package io.techinsights.benchmarks.engine;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import org.openjdk.jmh.runner.RunnerException;

/** What is left of the difference to Java code once that code writes the evaluated trees too. */
public record TreesFigure(EngineLoad.Size size) implements Figure {

    @Override
    public String name() {
        return "engine-" + size + "-vs-trees";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "checks × conditions " + size + " with trees as JSON text, beside lambdas in Java that write the same";
    }

    @Override
    public Round measure() throws RunnerException {
        return new Round(new EngineRun(size, "text").measure(), new EngineRun(size, "trees").measure());
    }
}
