package io.techinsights.benchmarks.figure;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures one method of a JMH benchmark once, by one thread in a JVM of its own.
 *
 * @param properties of that JVM, each as {@code name=value}
 */
public record Microbenchmark(Class<?> benchmark, String method, List<String> properties) {

    /** Calls a second. */
    public double measure() throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .threads(1)
                .forks(1)
                .jvmArgs("-Xmx1g")
                .jvmArgsAppend(
                        properties.stream().map(property -> "-D" + property).toArray(String[]::new))
                .warmupIterations(12)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle().getPrimaryResult().getScore();
    }
}
