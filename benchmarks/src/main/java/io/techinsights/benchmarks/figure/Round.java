package io.techinsights.benchmarks.figure;

/**
 * Two numbers measured one right after the other.
 *
 * @param ours what this product does
 * @param baseline what the other way does
 */
public record Round(double ours, double baseline) {
    public Round {
        if (!(ours > 0) || !(baseline > 0)) {
            throw new IllegalArgumentException(
                    "A measured number is above zero, but these are " + ours + " and " + baseline);
        }
    }

    /** Above 1 where ours is the better one. */
    public double ratio() {
        return ours / baseline;
    }
}
