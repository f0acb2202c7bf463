package io.techinsights.checker.operator;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** What is said of a number: the same of all between two that somebody compares with, and of all that are none. */
final class Scale {
    private final double[] bounds;
    private final long[] said;

    /**
     * Learns what is said.
     *
     * @param bounds that numbers are compared with
     * @param sayings what is said of any number, as bits
     */
    Scale(DoubleStream bounds, DoubleFunction<Long> sayings) {
        this.bounds = bounds.filter(bound -> !Double.isNaN(bound))
                .map(bound -> bound + 0.0)
                .sorted()
                .distinct()
                .toArray();
        int count = this.bounds.length;
        double[] samples = new double[2 * count + 2];
        Arrays.fill(samples, Double.NaN);
        for (int i = 0; i < count; i++) {
            samples[2 * i] = Math.nextDown(this.bounds[i]);
            samples[2 * i + 1] = this.bounds[i];
            samples[2 * i + 2] = Math.nextUp(this.bounds[i]);
        }
        this.said = Arrays.stream(samples)
                .mapToObj(sayings)
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** What is said of a number. */
    long of(double number) {
        int place = 0;
        for (double bound : bounds) {
            place += (number >= bound ? 1 : 0) + (number > bound ? 1 : 0);
        }
        return said[Double.isNaN(number) ? said.length - 1 : place];
    }
}
