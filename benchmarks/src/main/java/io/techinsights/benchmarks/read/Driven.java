package io.techinsights.benchmarks.read;

import java.util.Locale;

/**
 * What came of a load.
 *
 * @param answers that were counted, each of status 200 and as large as it has to be
 * @param nanos between the first answer after warming up, which is not counted, and the last
 * @param asked everything that was answered or failed, while warming up too
 * @param errors of them
 * @param firstError empty where there is none
 */
record Driven(
        long answers,
        long nanos,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long asked,
        long errors,
        String firstError) {

    double perSecond() {
        return answers * 1e9 / nanos;
    }

    /** The same, where every question was answered. */
    Driven requireAnswers() {
        if (errors > 0 || answers == 0) {
            throw new IllegalStateException(
                    "Of " + asked + " questions " + errors + " were not answered, the first: " + firstError);
        }
        return this;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.1f requests/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms",
                perSecond(),
                p50Millis,
                p99Millis,
                maxMillis);
    }
}
