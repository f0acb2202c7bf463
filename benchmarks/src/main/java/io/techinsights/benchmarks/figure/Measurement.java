package io.techinsights.benchmarks.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What several rounds of a figure say together: medians, since one disturbed round must not move them.
 *
 * @param value the median of ours
 * @param baseline the median of the other
 * @param ratio the median of the ratios, each of one round
 * @param spread how far the ratios lie apart: the largest less the smallest, as a part of the median; null where there was
 *     one round only, which says nothing of it
 */
public record Measurement(
        double value,
        double baseline,
        double ratio,
        @Nullable Double spread) {

    /** Measures a figure this many times. */
    public static Measurement of(Figure figure, int rounds) throws Exception {
        List<Round> measured = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            measured.add(figure.measure());
        }
        return of(measured);
    }

    static Measurement of(List<Round> rounds) {
        double ratio = median(rounds, Round::ratio);
        var ratios = rounds.stream().mapToDouble(Round::ratio).summaryStatistics();
        return new Measurement(
                median(rounds, Round::ours),
                median(rounds, Round::baseline),
                ratio,
                rounds.size() == 1 ? null : (ratios.getMax() - ratios.getMin()) / ratio);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> number) {
        double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
