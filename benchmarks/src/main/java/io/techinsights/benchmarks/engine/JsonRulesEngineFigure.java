package io.techinsights.benchmarks.engine;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Program;
import io.techinsights.benchmarks.figure.Round;
import java.util.Optional;

/** The engine that these checks were made for, beside this one. */
public record JsonRulesEngineFigure(EngineLoad.Size size) implements Figure {

    @Override
    public String name() {
        return "engine-" + size + "-vs-json-rules-engine";
    }

    @Override
    public String unit() {
        return "entities/s";
    }

    @Override
    public String description() {
        return "checks × conditions " + size + " with trees as objects, beside json-rules-engine "
                + JsonRulesEngine.VERSION + " on Node";
    }

    @Override
    public Optional<String> obstacle() {
        try {
            return Program.isThere("node") && Program.isThere("npm")
                    ? Optional.empty()
                    : Optional.of("node and npm are needed, and are not both there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Override
    public Round measure() throws Exception {
        double ours = new EngineRun(size, "ours").measure();
        return new Round(ours, JsonRulesEngine.install().measure(EngineLoad.of(size)));
    }
}
