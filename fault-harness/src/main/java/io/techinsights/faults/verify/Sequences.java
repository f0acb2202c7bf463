package io.techinsights.faults.verify;

import io.techinsights.faults.model.Differences;
import java.util.List;

/** Compares what is to have been said, one after the other, with what was said. */
final class Sequences {
    private static final int AROUND = 4;

    private Sequences() {}

    /** Notes the first place in which they differ, and what kind of difference that is. */
    static void compare(Differences differences, String topic, String key, List<?> expected, List<?> found) {
        if (expected.equals(found)) {
            return;
        }
        int at = 0;
        while (at < expected.size() && at < found.size() && expected.get(at).equals(found.get(at))) {
            at++;
        }
        String kind =
                found.size() > expected.size() ? "too many" : found.size() < expected.size() ? "too few" : "others";
        differences.add(
                topic + ": " + kind + " records of a key",
                key + " (" + expected.size() + " expected, " + found.size() + " found, the first difference at " + at
                        + ")",
                around(expected, at),
                around(found, at));
    }

    private static List<?> around(List<?> list, int at) {
        return list.subList(Math.min(list.size(), Math.max(0, at - 2)), Math.min(list.size(), at + AROUND));
    }
}
