package io.techinsights.streams.query;

import java.time.Duration;

/**
 * How far a copy is behind what its owner committed.
 *
 * @param age it had all that was committed so long ago
 * @param records of the changelog that it has not read, markers of transactions included
 */
public record Staleness(Duration age, long records) {
    /** The one that is further behind. */
    Staleness or(Staleness other) {
        return other.age.compareTo(age) > 0 ? other : this;
    }
}
