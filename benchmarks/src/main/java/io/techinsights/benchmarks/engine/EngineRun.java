package io.techinsights.benchmarks.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures one method of {@link EngineBenchmark} once, by one thread in a JVM of its own. */
record EngineRun(EngineLoad.Size size, String method) {

    /** Entities a second. */
    double measure() throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + EngineBenchmark.class.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .threads(1)
                .forks(1)
                .jvmArgs("-Xmx1g", "-D" + EngineBenchmark.SIZE + "=" + size)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle().getPrimaryResult().getScore();
    }
}
