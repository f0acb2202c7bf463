package io.techinsights.checker.draft;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A range of time, and the days in it: calendar days of UTC, the first and the last cut short by the range.
 *
 * @param from the first moment in it
 * @param to the first moment behind it
 */
record Days(Instant from, Instant to) {
    Days {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("'from' must be before 'to', but is " + from + ", and 'to' is " + to);
        }
    }

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How many. */
    int count() {
        return (int) (date(to.minusMillis(1)).toEpochDay() - date(from).toEpochDay()) + 1;
    }

    /** The day of this number. */
    LocalDate day(int number) {
        return date(from).plusDays(number);
    }

    /** The number of the first day whose end sees what happened then; {@link #count} where none does. */
    int seenFrom(Instant at) {
        if (at.isBefore(from)) {
            return 0;
        }
        return at.isBefore(to) ? (int) (date(at).toEpochDay() - date(from).toEpochDay()) : count();
    }

    /** Whether it lies in the range. */
    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
