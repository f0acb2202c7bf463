package io.techinsights.benchmarks.engine;

import io.techinsights.benchmarks.figure.Microbenchmark;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Measures one method of {@link EngineBenchmark} once. */
record EngineRun(EngineLoad.Size size, String method) {

    /** Entities a second. */
    double measure() throws RunnerException {
        return new Microbenchmark(EngineBenchmark.class, method, List.of(EngineBenchmark.SIZE + "=" + size)).measure();
    }
}
