package io.techinsights.benchmarks.engine;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Round;
import org.openjdk.jmh.runner.RunnerException;

/** What is left where every tree is written as JSON text as well, as it is when every result changes. */
public record TextFigure(EngineLoad.Size size) implements Figure {

    @Override
    public String name() {
        return "engine-" + size + "-text-vs-predicates";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "checks × conditions " + size
                + " with trees written as JSON text, beside predicates written in Java without trees";
    }

    @Override
    public Round measure() throws RunnerException {
        return new Round(new EngineRun(size, "text").measure(), new EngineRun(size, "predicates").measure());
    }
}
