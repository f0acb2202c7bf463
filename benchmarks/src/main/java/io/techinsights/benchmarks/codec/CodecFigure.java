package io.techinsights.benchmarks.codec;

import io.techinsights.benchmarks.figure.Figure;
import io.techinsights.benchmarks.figure.Microbenchmark;
import io.techinsights.benchmarks.figure.Round;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** What rows with names, types and nulls of their own cost, beside the record that carries them. */
public record CodecFigure(Way way) implements Figure {

    /** Which way a row goes. */
    public enum Way {
        ENCODE,
        DECODE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return "codec-" + way + "-vs-avro";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public String description() {
        return "rows of three boolean facts " + way + "d, beside Avro's bare " + way + "r on the same records";
    }

    @Override
    public Round measure() throws RunnerException {
        return new Round(calls(way.toString()), calls(way + "Bare"));
    }

    private static double calls(String method) throws RunnerException {
        return new Microbenchmark(CodecBenchmark.class, method, List.of()).measure();
    }
}
